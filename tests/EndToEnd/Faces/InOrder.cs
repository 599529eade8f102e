using Xunit.Abstractions;
using Xunit.Sdk;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>
/// Runs the cases of a theory in the order in which they stand there: the first argument is the number.
/// </summary>
public sealed class InOrder : ITestCaseOrderer
{
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase => testCases.OrderBy(test => test.TestMethodArguments?[0] as int? ?? -1);
}
