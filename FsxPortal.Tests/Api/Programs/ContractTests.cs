using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Setup.Limits;
using FsxPortal.Tests.Judges;
using FsxPortal.Tests.Queries;

namespace FsxPortal.Tests.Api.Programs;

/// <summary>A client that nobody here wrote drives the whole API from its OpenAPI document, and holds each answer against it.</summary>
public sealed class ContractTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_does_what_the_document_says()
    {
        // Each operation is also sent by a stranger, who must not be turned away as one who tries tokens.
        await using var host = await ProgramHost.StartAsync(Cancel, ($"{LimitOptions.Section}:RefusedPerMinute", "10000"));
        await FillAsync(host);

        var (code, text) = await OwnScripts.RunAsync(
            "contract.mjs", "openapi-client-axios", new Uri(host.Url, "/openapi/v1.json").ToString(),
            host.Issuer.Token(TokenIssuer.Admin));

        var count = text.Split('\n').FirstOrDefault(line => line.EndsWith("operations", StringComparison.Ordinal));
        output.Judged($"openapi-client-axios and ajv: the API does what its OpenAPI document says in {count}");
        Assert.True(code == 0, text);
    }

    // What the examples of the document name is there.
    private static async Task FillAsync(ProgramHost host)
    {
        var policy = Named(Rows.Policy("Daily"), 2);
        var fileSystem = Named(Rows.FileSystem("ant"), 3);
        var session = Named(Rows.Session(policy, Rows.Now), 5);
        var task = Named(Rows.Task(session, fileSystem), 6);
        var spare = new AwsAccount(Rows.NewId(), "Spare", "999988887777", null, ["eu-central-1"]);
        await host.Database.AddAsync(
            Named(new AwsAccount(Rows.NewId(), "Main", Rows.Account, null, ["eu-central-1", "eu-west-1"]), 1),
            new Vault(Rows.NewId(), new VaultFacts(Rows.VaultArn, "portal-vault", false, null, 1), Rows.Now),
            new Vault(Rows.NewId(), new VaultFacts(Rows.CopyVaultArn, "portal-copies", false, null, 0), Rows.Now),
            policy, fileSystem, Rows.FileSystem("bee"), Rows.FileSystem("cat"), session, task,
            Named(Rows.Point(fileSystem, Rows.Now.AddDays(-2), policy: policy), 4), spare, Named(RemovalOf(spare), 7));
    }

    private static ApprovalRequest RemovalOf(AwsAccount account)
    {
        var now = TimeProvider.System.GetUtcNow();
        var subject = new Subject(SubjectKind.Account, account.Id, account.Name) { AwsAccount = account.AwsAccountId };
        return new ApprovalRequest(
            Rows.NewId(), new Actor("Bob", PortalRoles.Administrator), FourEyes.AccountRemoval, CommandKind.RemoveAccount, subject, now)
        {
            Wish = new ApprovalWish(account.Id, account.Version).Write(),
            Effect = new ApprovalEffect(["The account is forgotten."], 0, 0, 0),
            ExpiresAt = now.AddDays(1),
        };
    }

    private static T Named<T>(T row, int number)
        where T : class
    {
        typeof(T).GetProperty("Id")!.SetValue(row, Guid.Parse($"01980000-0000-7000-8000-{number:D12}"));
        return row;
    }
}
