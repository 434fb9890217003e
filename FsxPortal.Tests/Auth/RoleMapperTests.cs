using System.Security.Claims;
using FsxPortal.Auth.Claims;
using FsxPortal.Core.Domain;
using Microsoft.Extensions.Options;

namespace FsxPortal.Tests.Auth;

/// <summary>What the claims of well-known providers mean here.</summary>
public sealed class RoleMapperTests
{
    private readonly SignInOptions _options = new()
    {
        Roles = new Dictionary<string, string[]>
        {
            ["Administrator"] = ["storage-admins", "7f3c"],
            ["operator"] = ["storage-operators"],
            ["ReadOnly"] = ["readers"],
        },
    };

    [Theory]
    [InlineData("roles", "storage-admins", PortalRoles.Administrator)]
    [InlineData("roles", """["storage-admins","else"]""", PortalRoles.Administrator)]
    [InlineData("roles", """["storage-operators","readers"]""", PortalRoles.Operator | PortalRoles.ReadOnly)]
    [InlineData("roles", """[1,null,{"a":"storage-admins"}]""", PortalRoles.None)]
    [InlineData("roles", "[storage-admins", PortalRoles.None)]
    [InlineData("roles", "STORAGE-ADMINS", PortalRoles.None)]
    [InlineData("roles", "", PortalRoles.None)]
    [InlineData("realm_access.roles", """{"roles":["readers","offline_access"]}""", PortalRoles.ReadOnly)]
    [InlineData("resource_access.fsxportal.roles", """{"fsxportal":{"roles":["storage-admins"]}}""", PortalRoles.Administrator)]
    [InlineData("resource_access.my.app.roles", """{"my.app":{"roles":["storage-admins"]},"my":{"app":1}}""", PortalRoles.Administrator)]
    [InlineData("realm_access.roles", """{"roles":"readers"}""", PortalRoles.ReadOnly)]
    [InlineData("realm_access.roles", "not json", PortalRoles.None)]
    [InlineData("realm_access.roles", """{"others":["readers"]}""", PortalRoles.None)]
    public void Values_are_read_whatever_shape_they_have(string claim, string value, PortalRoles roles)
    {
        _options.RoleClaim = claim;

        Assert.Equal(roles, Map((claim.Split('.')[0], value)).Roles);
    }

    [Theory]
    [InlineData("cognito:groups", "cognito:groups")]
    [InlineData("https://company.example/roles", "https://company.example/roles")]
    [InlineData("groups", "groups")]
    public void A_name_with_signs_of_its_own_is_a_name(string claim, string sent)
    {
        _options.RoleClaim = claim;

        Assert.Equal(PortalRoles.ReadOnly, Map((sent, "else"), (sent, "readers")).Roles);
    }

    [Theory]
    [InlineData("fsxportal:roles", "8")]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "storage-admins")]
    [InlineData("role", "storage-admins")]
    public void Nothing_but_the_named_claim_gives_a_role(string claim, string value) =>
        Assert.Equal(PortalRoles.None, Map((claim, value)).Roles);

    [Fact]
    public void People_are_called_as_they_call_themselves_and_programs_by_their_ids()
    {
        Assert.Equal("Ada", Map(("sub", "1"), ("preferred_username", "ada"), ("name", "Ada")).Name);
        Assert.Equal("ada", Map(("sub", "1"), ("preferred_username", "ada"), ("name", " ")).Name);
        Assert.Equal("backup-script", Map(("sub", "1"), ("client_id", "backup-script")).Name);
        Assert.Equal("1", Map(("sub", "1")).Name);
        Assert.Equal("AB", Map(("name", "A\r\n\0B")).Name);
        Assert.Equal(200, Map(("name", new string('x', 5000))).Name.Length);
    }

    [Fact]
    public void Accounts_are_those_that_the_values_show_and_without_a_word_all()
    {
        Assert.Null(Map(("roles", "readers")).Scope.Accounts);

        _options.Accounts = new Dictionary<string, string[]>
        {
            ["readers"] = ["222222222222", "111111111111"],
            ["else"] = ["333333333333"],
            ["storage-admins"] = ["*"],
        };

        Assert.Equal(["111111111111", "222222222222"], Map(("roles", "readers")).Scope.Accounts!);
        Assert.Equal(["111111111111", "222222222222", "333333333333"], Map(("roles", """["readers","else"]""")).Scope.Accounts!);
        Assert.Null(Map(("roles", """["readers","storage-admins"]""")).Scope.Accounts);
        Assert.Empty(Map(("roles", "storage-operators")).Scope.Accounts!);
    }

    [Fact]
    public void A_person_is_told_apart_by_what_is_the_same_for_every_program()
    {
        Assert.Equal("one", Map(("sub", "pairwise"), ("oid", "one"), ("name", "Ann")).Person);
        Assert.Equal("two", Map(("sub", "two"), ("name", "Ann")).Person);
        Assert.Null(Map(("name", "Ann")).Person);
    }

    [Fact]
    public void Nobody_has_no_role() => Assert.Equal(PortalRoles.None, SignedIn.Actor(new ClaimsPrincipal()).Roles);

    [Theory]
    [InlineData("", "fsxportal", "Administrator", "Authority is empty")]
    [InlineData("https://login.example", "fsxportal", "Administrator", null)]
    [InlineData("http://127.0.0.1:9000", "fsxportal", "Administrator", null)]
    [InlineData("login.example", "fsxportal", "Administrator", "is not a URL")]
    [InlineData("http://login.example", "fsxportal", "Administrator", "Without https")]
    [InlineData("https://login.example", "", "Administrator", "ClientId is empty")]
    [InlineData("https://login.example", "fsxportal-api", "Administrator", "Give the API a name of its own")]
    [InlineData("https://login.example", "fsxportal", "Boss", "names 'Boss'")]
    [InlineData("https://login.example", "fsxportal", "8", "names '8'")]
    [InlineData("https://login.example", "fsxportal", "None", "names 'None'")]
    [InlineData("https://login.example", "fsxportal", "ReadOnly", "nobody could configure")]
    public void What_is_missing_is_said(string authority, string client, string role, string? problem)
    {
        var options = new SignInOptions
        {
            Authority = authority,
            ClientId = client,
            Roles = new Dictionary<string, string[]> { [role] = ["somebody"] },
        };

        if (problem is null)
        {
            Assert.Null(options.Problem());
        }
        else
        {
            Assert.Contains(problem, options.Problem(), StringComparison.Ordinal);
        }
    }

    private Actor Map(params (string Type, string Value)[] claims) => SignedIn.Actor(
        new RoleMapper(Options.Create(_options)).Map([.. claims.Select(claim => new Claim(claim.Type, claim.Value))], "Test"));
}
