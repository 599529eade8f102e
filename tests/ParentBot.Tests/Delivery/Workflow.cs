using ParentClaw.ParentBot.Tests.Structure;
using YamlDotNet.RepresentationModel;

namespace ParentClaw.ParentBot.Tests.Delivery;

/// <summary>One of GitHub's workflows in this repository.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Text">The file.</param>
/// <param name="Root">What stands in it.</param>
internal sealed record Workflow(string Name, string Text, YamlMappingNode Root)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Workflow> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(SourceFile.Root, ".github/workflows"), "*.y*ml")
            .Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>Its jobs by name.</summary>
    public IEnumerable<KeyValuePair<string, YamlMappingNode>> Jobs => Mapping(Root, "jobs").Children
        .Select(job => KeyValuePair.Create(job.Key.ToString(), (YamlMappingNode)job.Value));

    /// <summary>The steps of all jobs.</summary>
    public IEnumerable<YamlMappingNode> Steps => Jobs
        .SelectMany(job => Find(job.Value, "steps") is YamlSequenceNode steps ? steps.Children : [])
        .Cast<YamlMappingNode>();

    /// <summary>What its steps run in a shell.</summary>
    public IEnumerable<string> Scripts => Steps.Select(step => Find(step, "run")).OfType<YamlScalarNode>()
        .Select(run => run.Value!);

    /// <summary>The value of a key; null where it is not there.</summary>
    public static YamlNode? Find(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>What stands under a key, which has to be there.</summary>
    public static YamlMappingNode Mapping(YamlMappingNode node, string key) =>
        Find(node, key).ShouldBeOfType<YamlMappingNode>(key);

    private static Workflow Read(string path)
    {
        var text = File.ReadAllText(path);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new Workflow(Path.GetFileName(path), text, (YamlMappingNode)stream.Documents.Single().RootNode);
    }
}
