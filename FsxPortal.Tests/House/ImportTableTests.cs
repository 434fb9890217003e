using System.ComponentModel;
using System.Text;

namespace FsxPortal.Tests.House;

/// <summary>The checkers of imports find what is wrong with small bad samples.</summary>
public sealed class ImportTableTests
{
    [Theory]
    [InlineData("FsxPortal.Core.Domain.Sessions.Session", "FsxPortal.Core.Persistence.PortalDb", "Domain may not use Persistence")]
    [InlineData("FsxPortal.Core.Domain.Sessions.Session", "FsxPortal.Core.Clocks", "Domain may not use Clocks")]
    [InlineData("FsxPortal.Core.Domain.Sessions.Session", "Microsoft.Extensions.Logging.ILogger", "Domain may use System only")]
    [InlineData("FsxPortal.Core.Queries.SessionQuery", "FsxPortal.Core.Engine.LaneDriver", "Queries may not use Engine")]
    [InlineData("FsxPortal.Core.Queries.SessionQuery", "FsxPortal.Core.Aws.JobGateway", "Queries may not use Aws")]
    [InlineData("FsxPortal.Core.Commands.PolicyCommands", "FsxPortal.Core.Aws.JobGateway", "Commands may not use Aws")]
    [InlineData("FsxPortal.Core.Inspections.PolicyPreviews", "FsxPortal.Core.Commands.PolicyCommands", "Inspections may not use Commands")]
    [InlineData("FsxPortal.Core.Engine.Scheduler", "Hangfire.IBackgroundJobClient", "Hangfire is a convenience")]
    [InlineData("FsxPortal.Core.Engine.Scheduler", "Amazon.Backup.IAmazonBackup", "stop at the gateways")]
    [InlineData("FsxPortal.Core.Jobs.LaneJob", "Microsoft.EntityFrameworkCore.DbContext", "the database is asked")]
    [InlineData("FsxPortal.Core.AwsSdk.Wire.Call", "FsxPortal.Core.Clocks", "AwsSdk may not use Clocks")]
    [InlineData("Amazon.FSx.AmazonFSxClient", "FsxPortal.Core.Domain.Problem", "AwsSdk may not use Domain")]
    [InlineData("FsxPortal.Core.Commands.PolicyCommands", "Microsoft.AspNetCore.Http.HttpContext", "without a web server")]
    [InlineData("FsxPortal.Pages.Sessions.SessionList", "FsxPortal.Core.Engine.EngineOptions", "Pages may not use Engine")]
    [InlineData("FsxPortal.Api.SessionApi", "FsxPortal.Setup.PortalOptions", "Api may not use Setup")]
    [InlineData("FsxPortal.Emulator.EmulatorApp", "FsxPortal.Core.Domain.Inventory.Arn", "Emulator may not use Domain")]
    [InlineData("FsxPortal.Emulator.EmulatorApp", "Amazon.Runtime.AWSCredentials", "stop at the gateways")]
    [InlineData("FsxPortal.Core.Attic.Box", "System.String", "has no row")]
    public void A_forbidden_use_is_found(string from, string to, string complaint) =>
        Assert.Contains(complaint, Assert.Single(ImportTable.Complaints([new Use(from, to)])), StringComparison.Ordinal);

    [Theory]
    [InlineData("FsxPortal.Core.Domain.Sessions.Session", "System.Text.Json.JsonSerializer")]
    [InlineData("FsxPortal.Core.Engine.Scheduler", "FsxPortal.Core.Clocks")]
    [InlineData("FsxPortal.Core.Aws.JobGateway", "Amazon.Backup.IAmazonBackup")]
    [InlineData("FsxPortal.Pages.Sessions.SessionList", "FsxPortal.Core.Queries.SessionQuery")]
    [InlineData("FsxPortal.Setup.CoreSetup", "FsxPortal.Core.Persistence.PortalDb")]
    [InlineData("Program", "FsxPortal.Setup.WebSetup")]
    public void An_allowed_use_is_left_alone(string from, string to) => Assert.Empty(ImportTable.Complaints([new Use(from, to)]));

    [Fact]
    public void A_loop_is_found_however_long_it_is()
    {
        Use[] loop = [new("A.X", "B.Y"), new("B.Y", "C.Z"), new("C.Z", "A.X"), new("C.Z", "D.W")];

        Assert.Equal("A -> B -> C -> A (A.X uses B.Y)", RoomRules.Loops(loop)[0]);
        Assert.Equal(3, RoomRules.Loops(loop).Count);
        Assert.Empty(RoomRules.Loops(loop[1..]));
    }

    [Fact]
    public void A_loop_between_rooms_is_found_though_no_two_namespaces_reach_each_other()
    {
        Use[] crossed = [new("A.Room.One.X", "A.Other.Y"), new("A.Other.Y", "A.Room.Two.Z")];

        Assert.Empty(RoomRules.Loops(crossed));
        Assert.Equal(2, RoomRules.Loops(crossed, depth: 2).Count);
    }

    [Fact]
    public void Uses_are_found_in_signatures_bodies_attributes_and_generic_arguments()
    {
        var uses = TypeUses.Of(typeof(Sample));

        Assert.Superset(
            new HashSet<string> { "System.ComponentModel.DescriptionAttribute", "System.Text.StringBuilder", "System.Version",
                "System.Collections.Generic.List`1", "System.Uri" },
            uses.ToHashSet());
        Assert.DoesNotContain("System.Net.Http.HttpClient", uses);
    }

    [Description("A sample")]
    private sealed class Sample
    {
        public List<Uri> Places { get; } = [];

        public static int Length(Version version) => new StringBuilder(version.Build).Length;
    }
}
