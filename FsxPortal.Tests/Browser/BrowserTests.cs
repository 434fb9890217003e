namespace FsxPortal.Tests.Browser;

/// <summary>Browser tests share one demo and one Chromium.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<DemoBrowser>
{
    public const string Name = "Browser";
}
