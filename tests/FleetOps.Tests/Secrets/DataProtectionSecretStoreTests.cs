using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Secrets;

public sealed class DataProtectionSecretStoreTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SecretName Token = SecretName.TelegramBotToken;
    private static readonly ClawName Alice = ClawName.Parse("alice");
    private static readonly ClawName Bob = ClawName.Parse("bob");

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_secret_comes_back_also_in_the_next_process()
    {
        var value = new Secret("7:AAF'\"$(x)\n🦞");
        using (var store = Open())
            await store.Secrets.SetAsync(Alice, Token, value, None);

        using var again = Open();

        (await again.Secrets.FindAsync(Alice, Token, None)).ShouldBe(value);
    }

    [Fact]
    public async Task A_secret_set_again_replaces_the_first_for_that_claw_and_name_alone()
    {
        using var store = Open();
        var (old, changed, bobs, host) = (Some.Secret(), Some.Secret(), Some.Secret(), Some.Secret());
        await store.Secrets.SetAsync(Alice, Token, old, None);
        await store.Secrets.SetAsync(Bob, Token, bobs, None);
        await store.Secrets.SetAsync(Alice, SecretName.HostKey, host, None);

        await store.Secrets.SetAsync(Alice, Token, changed, None);

        var all = await store.Secrets.ListAsync(Alice, None);
        all.Count.ShouldBe(2);
        (all[Token], all[SecretName.HostKey]).ShouldBe((changed, host));
        (await store.Secrets.FindAsync(Bob, Token, None)).ShouldBe(bobs);
    }

    [Fact]
    public async Task Forgotten_secrets_are_gone()
    {
        using var store = Open();
        await store.Secrets.SetAsync(Alice, Token, Some.Secret(), None);
        await store.Secrets.SetAsync(Alice, SecretName.HostKey, Some.Secret(), None);
        await store.Secrets.SetAsync(Bob, Token, Some.Secret(), None);

        (await store.Secrets.ForgetAsync(Alice, Token, None)).ShouldBeTrue();
        (await store.Secrets.ForgetAsync(Alice, Token, None)).ShouldBeFalse();
        (await store.Secrets.FindAsync(Alice, Token, None)).ShouldBeNull();
        await store.Secrets.ForgetAllAsync(Alice, None);

        (await store.Secrets.ListAsync(Alice, None)).ShouldBeEmpty();
        (await store.Secrets.ListAsync(Bob, None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_holders_of_a_value_are_found_under_its_name_alone()
    {
        using var store = Open();
        var value = Some.Secret();
        (await store.Secrets.FindHoldersAsync(Token, value, None)).ShouldBeEmpty();
        await store.Secrets.SetAsync(Bob, Token, value, None);
        await store.Secrets.SetAsync(Alice, Token, value, None);
        await store.Secrets.SetAsync(Some.ClawName(), Token, Some.Secret(), None);
        await store.Secrets.SetAsync(Some.ClawName(), SecretName.GatewayToken, value, None);

        (await store.Secrets.FindHoldersAsync(Token, value, None)).ShouldBe([Alice, Bob]);
    }

    [Fact]
    public async Task A_secret_stands_in_no_file_as_text()
    {
        Secret[] planted = [Some.Secret(), Some.Secret()];
        using (var store = Open())
        {
            await store.Secrets.SetAsync(Alice, Token, planted[0], None);
            await store.Secrets.SetAsync(Alice, Token, planted[1], None);
            await store.Secrets.FindHoldersAsync(Token, planted[1], None);
            await store.Get<StoreCopies>().CopyIfDueAsync(None);
            ShouldBeNowhere(planted);
        }

        ShouldBeNowhere(planted);
    }

    [Fact]
    public async Task Without_its_key_ring_a_secret_stays_shut_with_a_sentence_and_can_be_set_anew()
    {
        var value = Some.Secret();
        using (var store = Open())
            await store.Secrets.SetAsync(Alice, Token, value, None);
        Directory.Delete(_temp["keys"], recursive: true);

        using var without = Open();
        var failure = await Should.ThrowAsync<FleetException>(() => without.Secrets.FindAsync(Alice, Token, None));
        failure.Reason.ShouldBe(FailureReason.StoreFailed);
        failure.Message.ShouldContain("/secret set alice telegram_bot_token");
        await Should.ThrowAsync<FleetException>(() => without.Secrets.FindHoldersAsync(Token, value, None));

        await without.Secrets.SetAsync(Alice, Token, value, None);

        (await without.Secrets.FindAsync(Alice, Token, None)).ShouldBe(value);
        (await without.Secrets.FindHoldersAsync(Token, value, None)).ShouldBe([Alice]);
    }

    [Fact]
    public async Task A_ciphertext_moved_to_another_claw_does_not_open()
    {
        using var store = Open();
        await store.Secrets.SetAsync(Alice, Token, Some.Secret(), None);
        using (var connection = SqliteFile.Connect(_temp["fleet.db"], SqliteOpenMode.ReadWrite))
            connection.Execute("UPDATE secrets SET claw = 'bob'");

        await Should.ThrowAsync<FleetException>(() => store.Secrets.FindAsync(Bob, Token, None));
    }

    private TestStore Open() => new(_temp.Path);

    private void ShouldBeNowhere(Secret[] planted)
    {
        var files = Directory.GetFiles(_temp.Path, "*", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(2);
        foreach (var file in files)
            foreach (var secret in planted)
                File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret.Reveal())).ShouldBe(-1, file);
    }
}
