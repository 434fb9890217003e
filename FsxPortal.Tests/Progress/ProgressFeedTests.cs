using FsxPortal.Core.Progress;
using Microsoft.Extensions.Logging.Abstractions;

namespace FsxPortal.Tests.Progress;

public sealed class ProgressFeedTests
{
    private readonly ProgressFeed _feed = new(NullLogger<ProgressFeed>.Instance);

    [Fact]
    public void A_topic_is_remembered_as_long_as_somebody_listens_to_it()
    {
        var first = _feed.Subscribe("one", _ => { });
        var second = _feed.Subscribe("one", _ => { });
        using var other = _feed.Subscribe("other", _ => { });

        first.Dispose();
        Assert.Equal((2, 2), (_feed.Topics, _feed.Subscriptions));
        second.Dispose();
        second.Dispose();

        Assert.Equal((1, 1), (_feed.Topics, _feed.Subscriptions));
    }

    [Fact]
    public void A_version_never_falls_whoever_comes_and_goes()
    {
        var versions = new List<long> { _feed.VersionOf("one") };
        for (var visit = 0; visit < 3; visit++)
        {
            using (_feed.Subscribe("one", _ => { }))
            {
                versions.Add(_feed.VersionOf("one"));
                _feed.Publish(["one"]);
                versions.Add(_feed.VersionOf("one"));
                _feed.Publish(["other"]);
                versions.Add(_feed.VersionOf("one"));
            }

            versions.Add(_feed.VersionOf("one"));
        }

        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public void A_change_raises_the_version_of_its_topic_and_of_no_other_that_is_listened_to()
    {
        using var one = _feed.Subscribe("one", _ => { });
        using var other = _feed.Subscribe("other", _ => { });
        var (before, still) = (_feed.VersionOf("one"), _feed.VersionOf("other"));

        _feed.Publish(["one"]);

        Assert.True(_feed.VersionOf("one") > before);
        Assert.Equal(still, _feed.VersionOf("other"));
    }

    [Fact]
    public void Where_nobody_listens_every_change_counts()
    {
        var before = _feed.VersionOf("one");

        _feed.Publish(["other"]);

        Assert.True(_feed.VersionOf("one") > before);
    }

    [Fact]
    public void A_listener_hears_of_each_change_with_a_version_of_its_own()
    {
        var heard = new List<long>();
        using var listening = _feed.Subscribe("one", change => heard.Add(change.Version));

        _feed.Publish(["one"]);
        _feed.Publish(["other", "one"]);

        Assert.Equal(2, heard.Distinct().Count());
        Assert.Equal(heard.Order(), heard);
        Assert.Equal(heard[^1], _feed.VersionOf("one"));
    }
}
