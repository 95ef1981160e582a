namespace Dashboard.Tests;

/// <summary>The tests that share one browser and what it looks at.</summary>
[CollectionDefinition(nameof(DashboardInBrowser))]
public sealed class DashboardInBrowser : ICollectionFixture<Browser>;
