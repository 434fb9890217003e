using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Setup.Composition;
using FsxPortal.Setup.Start;
using Microsoft.Extensions.Configuration;

namespace FsxPortal.Tests.Approvals;

/// <summary>The setting says for what a second person is asked, and nothing that does nothing.</summary>
public sealed class FourEyesSettingTests
{
    [Fact]
    public void Unless_told_one_person_is_enough()
    {
        var (kinds, lifetime) = FourEyesSetup.Of(Settings());

        Assert.Empty(kinds);
        Assert.Equal(TimeSpan.FromDays(7), lifetime);
    }

    [Fact]
    public void A_list_and_names_with_commas_say_the_same()
    {
        var list = FourEyesSetup.Of(Settings(("Portal:FourEyes:0", "RetentionCuts"), ("Portal:FourEyes:1", "AccountRemoval")));
        var line = FourEyesSetup.Of(Settings(
            ("Portal:FourEyes", "retentioncuts, AccountRemoval,RetentionCuts"), ("Portal:FourEyesLifetime", "2.12:00:00")));

        Assert.Equal([FourEyes.RetentionCuts, FourEyes.AccountRemoval], list.Kinds);
        Assert.Equal(list.Kinds, line.Kinds);
        Assert.Equal(TimeSpan.FromHours(60), line.Lifetime);
    }

    [Theory]
    [InlineData("RestorePointRemoval")]
    [InlineData("1")]
    [InlineData("true")]
    public void What_no_second_person_can_be_asked_for_is_refused(string name)
    {
        var refused = Assert.Throws<StartException>(() => FourEyesSetup.Of(Settings(("Portal:FourEyes:0", name))));

        Assert.Equal(
            $"Portal:FourEyes names '{name}', for which no second person can be asked. It may name RetentionCuts, PolicyRemoval, "
                + "AccountRemoval; leave it empty where one person is enough.",
            refused.Message);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("00:04:59")]
    [InlineData("91")]
    [InlineData("-1")]
    public void A_lifetime_is_a_time_that_people_can_keep(string lifetime)
    {
        var refused = Assert.Throws<StartException>(() => FourEyesSetup.Of(Settings(("Portal:FourEyesLifetime", lifetime))));

        Assert.StartsWith($"Portal:FourEyesLifetime is '{lifetime}'. Give a time", refused.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.ToDictionary(value => value.Key, value => (string?)value.Value)).Build();
}
