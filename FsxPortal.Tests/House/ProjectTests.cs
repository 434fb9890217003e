using System.Text.Json;
using System.Text.RegularExpressions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.House;

/// <summary>The outside of the house: its projects, its pinned supply, its settings.</summary>
public sealed partial class ProjectTests
{
    [Fact]
    public void There_are_three_projects_and_no_fourth()
    {
        var folders = Directory.GetDirectories(Repository.Root).Where(folder => Directory.GetFiles(folder, "*.*proj").Length > 0)
            .Select(Path.GetFileName);
        var solution = ProjectLine().Matches(Repository.Read("FsxPortal.sln")).Select(match => match.Groups[1].Value);

        Assert.Equal(Repository.Projects.Order(), folders.Order());
        Assert.Equal(Repository.Projects.Order(), solution.Order());
    }

    [Fact]
    public void Every_project_pins_what_it_is_built_from()
    {
        Assert.All(
            Repository.Projects, project =>
                Assert.Contains("\"contentHash\"", Repository.Read($"{project}/packages.lock.json"), StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "global.json")));
    }

    [Fact]
    public void Versions_are_kept_in_one_place() =>
        Assert.All(
            Repository.Projects, project =>
                Assert.DoesNotContain(" Version=", Repository.Read($"{project}/{project}.csproj"), StringComparison.Ordinal));

    [Fact]
    public void Only_the_test_framework_is_imported_everywhere() =>
        Assert.All(
            Repository.Projects, project =>
                Assert.DoesNotContain(
                    "<Using Include=\"FsxPortal", Repository.Read($"{project}/{project}.csproj"), StringComparison.Ordinal));

    [Theory]
    [InlineData("Database:Provider", "Sqlite")]
    [InlineData("Database:ConnectionString", "")]
    [InlineData("Aws:Endpoint", "")]
    [InlineData("Aws:HomeRegion", null)]
    [InlineData("Aws:MetadataKeyId", "")]
    [InlineData("Audit:Key", "")]
    [InlineData("Portal:TimeZone", "UTC")]
    [InlineData("Portal:PublicUrl", "")]
    [InlineData("Portal:KnownProxies", "")]
    [InlineData("Portal:ManagementPort", "")]
    public void The_settings_show_every_documented_key(string key, string? value)
    {
        var place = JsonDocument.Parse(Repository.Read("appsettings.json")).RootElement;
        foreach (var name in key.Split(':'))
        {
            Assert.True(place.TryGetProperty(name, out place), $"appsettings.json lacks {key}.");
        }

        Assert.True(value is null || place.GetString() == value, $"{key} should be '{value}'.");
    }

    [Fact]
    public void The_settings_hold_no_secret() =>
        Assert.DoesNotMatch(Secret(), Repository.Read("appsettings.json"));

    [GeneratedRegex("""^Project\("[^"]+"\) = "([^"]+)", "[^"]+proj", """, RegexOptions.Multiline)]
    private static partial Regex ProjectLine();

    [GeneratedRegex("""(Secret|Password|AccessKey)[A-Za-z]*"\s*:\s*"[^"]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
