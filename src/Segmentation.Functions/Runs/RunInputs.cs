namespace Segmentation.Functions.Runs;

/// <summary>What a run was made from. The same inputs give the same bytes.</summary>
/// <param name="Run">The run's number, from 1.</param>
/// <param name="BaseVersion">The version of the base.</param>
/// <param name="Workspace">The name of the workspace.</param>
/// <param name="WorkspaceVersion">The hash of its definition files.</param>
/// <param name="AsOf">The as-of day.</param>
/// <param name="Published">The run that it is compared with; null for the first.</param>
/// <param name="Import">The import whose ledger its report shows.</param>
public sealed record RunInputs(
    int Run, int BaseVersion, string Workspace, string WorkspaceVersion, DateOnly AsOf, int? Published, string Import);
