using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Api;

/// <summary>Which pages may write: an origin is a scheme, a host and a port, whether the port is written or not.</summary>
public sealed class OriginTests : ApiTests
{
    [StoreTheory]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:80")]
    [InlineData("http://LOCALHOST")]
    [InlineData(ApiFixture.PublicUrl)]
    [InlineData($"{ApiFixture.PublicUrl}:443")]
    public async Task The_portals_own_pages_may_write_by_whatever_name_they_are_reached(string origin) =>
        await JsonAsync(await PostAsync("/vaults/sync", null, ("Origin", origin)), 202);

    [StoreTheory]
    [InlineData("https://localhost")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://portal.example")]
    [InlineData("https://portal.example:8443")]
    [InlineData("https://portal.example.evil.example")]
    [InlineData("localhost")]
    public async Task An_origin_that_only_looks_like_ours_may_not(string origin) =>
        await ProblemAsync(await PostAsync("/vaults/sync", null, ("Origin", origin)), 403);
}
