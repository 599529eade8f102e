using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>The secrets' rows: ciphertexts and digests, never a value.</summary>
internal static class SecretRows
{
    private const string Columns = "SELECT claw, name, ciphertext, digest_key AS DigestKey, digest FROM secrets";

    /// <summary>Writes a secret over the one of that claw and name.</summary>
    public static void Save(SqliteConnection connection, SecretRow row) => connection.Execute(
        """
        INSERT INTO secrets (claw, name, ciphertext, digest_key, digest)
        VALUES (@Claw, @Name, @Ciphertext, @DigestKey, @Digest)
        ON CONFLICT (claw, name) DO UPDATE
        SET ciphertext = excluded.ciphertext, digest_key = excluded.digest_key, digest = excluded.digest
        """,
        row);

    /// <summary>The secret, or null.</summary>
    public static SecretRow? Find(SqliteConnection connection, ClawName claw, SecretName name) =>
        connection.QuerySingleOrDefault<SecretRow>(
            $"{Columns} WHERE claw = @claw AND name = @name", new { claw = claw.Value, name = name.Value });

    /// <summary>All of a claw, by name.</summary>
    public static IReadOnlyList<SecretRow> List(SqliteConnection connection, ClawName claw) =>
        connection.Query<SecretRow>($"{Columns} WHERE claw = @claw ORDER BY name", new { claw = claw.Value }).AsList();

    /// <summary>Those of all claws.</summary>
    public static IReadOnlyList<SecretRow> ListAll(SqliteConnection connection) =>
        connection.Query<SecretRow>($"{Columns} ORDER BY claw, name").AsList();

    /// <summary>
    /// Those of a name that have this digest, or one under another key, which has to be opened to compare.
    /// </summary>
    public static IReadOnlyList<SecretRow> ListAlike(
        SqliteConnection connection, SecretName name, long digestKey, string digest) =>
        connection.Query<SecretRow>(
            $"{Columns} WHERE name = @name AND (digest_key <> @digestKey OR digest = @digest) ORDER BY claw",
            new { name = name.Value, digestKey, digest }).AsList();

    /// <summary>Deletes one; false where there was none.</summary>
    public static bool Forget(SqliteConnection connection, ClawName claw, SecretName name) => connection.Execute(
        "DELETE FROM secrets WHERE claw = @claw AND name = @name", new { claw = claw.Value, name = name.Value }) == 1;

    /// <summary>Deletes all of a claw.</summary>
    public static int ForgetAll(SqliteConnection connection, ClawName claw) =>
        connection.Execute("DELETE FROM secrets WHERE claw = @claw", new { claw = claw.Value });

    /// <summary>The newest digest key, encrypted, or null.</summary>
    public static DigestKeyRow? FindDigestKey(SqliteConnection connection) =>
        connection.QueryFirstOrDefault<DigestKeyRow>(
            "SELECT number, ciphertext FROM secret_digest_keys ORDER BY number DESC LIMIT 1");

    /// <summary>Adds a digest key and returns its number.</summary>
    public static long AddDigestKey(SqliteConnection connection, string ciphertext) => connection.QuerySingle<long>(
        "INSERT INTO secret_digest_keys (ciphertext) VALUES (@ciphertext); SELECT last_insert_rowid()",
        new { ciphertext });
}

/// <summary>A secret as stored.</summary>
internal sealed record SecretRow(string Claw, string Name, string Ciphertext, long DigestKey, string Digest);

/// <summary>A digest key as stored.</summary>
internal sealed record DigestKeyRow(long Number, string Ciphertext);
