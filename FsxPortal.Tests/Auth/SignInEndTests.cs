using System.Security.Claims;
using System.Text;
using FsxPortal.Auth.Claims;
using FsxPortal.Auth.Tickets;
using FsxPortal.Core;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence.Auditing;
using FsxPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace FsxPortal.Tests.Auth;

/// <summary>When a sign-in is over, on both databases.</summary>
public sealed class SignInEndTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 10, 8, 0, 0, TimeSpan.Zero));
    private readonly SignInOptions _options = new();
    private TestDatabase _database = null!;
    private TicketStore _tickets = null!;
    private SignIns _signIns = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Cancel);
        var clocks = new Clocks(_time, _time);
        _signIns = new SignIns(_database, new AuditTrail(TrailKey.Keys, clocks), clocks);
        _tickets = new TicketStore(_signIns, new EphemeralDataProtectionProvider(), Options.Create(_options), clocks);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [StoreFact]
    public async Task Who_does_nothing_for_an_hour_is_out_and_who_does_something_is_not()
    {
        var key = await SignInAsync();
        for (var hour = 0; hour < 3; hour++)
        {
            await PassAsync(TimeSpan.FromMinutes(59));
            await _signIns.SeeAsync((await RowAsync()).Id, Cancel);
        }

        Assert.NotNull(await _tickets.RetrieveAsync(key));
        await PassAsync(TimeSpan.FromMinutes(60));

        Assert.Null(await _tickets.RetrieveAsync(key));
    }

    [StoreFact]
    public async Task After_twelve_hours_everybody_signs_in_anew()
    {
        var key = await SignInAsync();
        for (var minutes = 30; minutes < 12 * 60; minutes += 30)
        {
            await PassAsync(TimeSpan.FromMinutes(30));
            await _signIns.SeeAsync((await RowAsync()).Id, Cancel);
        }

        Assert.NotNull(await _tickets.RetrieveAsync(key));
        await PassAsync(TimeSpan.FromMinutes(30));

        Assert.Null(await _tickets.RetrieveAsync(key));
    }

    [StoreFact]
    public async Task Where_the_provider_says_nothing_for_a_quarter_of_an_hour_everybody_who_goes_by_its_word_is_out()
    {
        var key = await SignInAsync();
        var id = (await RowAsync()).Id;
        var standing = OfAProviderThatIsAway();

        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.NotNull(await standing.LookAsync(id, Cancel));
        Assert.NotNull(await _tickets.RetrieveAsync(key));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await standing.LookAsync(id, Cancel));

        Assert.Null(await standing.LookAsync(id, Cancel));
        Assert.Null(await _tickets.RetrieveAsync(key));
    }

    [StoreFact]
    public async Task Who_signs_in_anew_begins_anew_whatever_the_browser_held_before()
    {
        var key = await SignInAsync();
        var http = new DefaultHttpContext();
        http.Request.Path = "/sign-in/back";

        Assert.Null(await _tickets.RetrieveAsync(key, http, Cancel));
        Assert.Null(await _tickets.RetrieveAsync(key));
    }

    [StoreFact]
    public async Task The_database_holds_neither_what_the_browser_holds_nor_anything_that_can_be_read()
    {
        var key = await SignInAsync();

        var row = await RowAsync();

        Assert.DoesNotContain(key, $"{row.Id} {row.Ticket}", StringComparison.Ordinal);
        Assert.DoesNotContain("refresh", Encoding.UTF8.GetString(Convert.FromBase64String(row.Ticket)), StringComparison.Ordinal);
        Assert.Null(await _tickets.RetrieveAsync(row.Id));
        Assert.Null(await _tickets.RetrieveAsync(key + "A"));
    }

    [StoreFact]
    public async Task Whom_the_provider_signs_out_is_out_and_nobody_else()
    {
        var (one, other) = (await SignInAsync("session-1"), await SignInAsync("session-2"));

        await _signIns.CloseOfProviderAsync("session-1", Cancel);

        Assert.Null(await _tickets.RetrieveAsync(one));
        Assert.NotNull(await _tickets.RetrieveAsync(other));
    }

    [StoreFact]
    public async Task Of_many_who_want_to_ask_the_provider_one_does()
    {
        await SignInAsync();
        var row = await RowAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        var turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _signIns.TakeTurnAsync(row, Cancel)));

        Assert.Single(turns, turn => turn);
    }

    [StoreFact]
    public async Task Who_came_and_who_went_is_on_record_with_from_where_and_why()
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("::ffff:192.0.2.7");
        http.Request.Path = "/sign-out";
        var one = await _tickets.StoreAsync(Ticket(null, PortalRoles.Operator), http, Cancel);
        await _tickets.RemoveAsync(one, http, Cancel);
        await _tickets.RemoveAsync(one, http, Cancel);
        await _tickets.StoreAsync(Ticket("session-1", PortalRoles.None), http, Cancel);
        await _signIns.CloseOfProviderAsync("session-1", Cancel);

        await using var db = await _database.CreateDbContextAsync(Cancel);
        Assert.Equal(
            [
                ("Ada", "192.0.2.7", AuditAction.SignIn, AuditOutcome.Done, null),
                ("Ada", "192.0.2.7", AuditAction.SignOut, AuditOutcome.Done, "The person signed out."),
                ("Ada", "192.0.2.7", AuditAction.SignIn, AuditOutcome.Refused,
                    "The person is known to the identity provider, but has no role in this portal."),
                ("Ada", null, AuditAction.SignOut, AuditOutcome.Done, "The identity provider has ended its session."),
            ],
            (await db.Audit.OrderBy(entry => entry.Number).Skip(1).ToListAsync(Cancel))
                .Select(entry => (entry.Actor, entry.Address, entry.Action, entry.Outcome, entry.Reason)));
    }

    [StoreFact]
    public async Task Who_is_sent_away_goes_also_where_that_cannot_be_recorded()
    {
        var key = await SignInAsync("session-1");
        await using (var db = await _database.CreateDbContextAsync(Cancel))
        {
            await db.AuditHeads.ExecuteDeleteAsync(Cancel);
        }

        await _signIns.CloseOfProviderAsync("session-1", Cancel);

        Assert.Null(await _tickets.RetrieveAsync(key));
        await Assert.ThrowsAsync<AuditTrailException>(() => SignInAsync());
    }

    [StoreFact]
    public async Task What_is_over_for_a_day_is_forgotten()
    {
        await SignInAsync();
        _time.Advance(TimeSpan.FromHours(37));

        await SignInAsync();

        await RowAsync();
    }

    // Nobody listens there.
    private Standing OfAProviderThatIsAway()
    {
        var oidc = new ServiceCollection().Configure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, provider =>
            provider.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                "http://127.0.0.1:1/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = false })).BuildServiceProvider();
        var (options, clocks) = (Options.Create(_options), new Clocks(_time, _time));
        var word = new ProviderWord(
            oidc.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>(), options, new RoleMapper(options), clocks,
            NullLogger<ProviderWord>.Instance);
        return new Standing(_signIns, _tickets, word, options, clocks);
    }

    // Time passes, and the provider says every few minutes that all is well.
    private async Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        var row = await RowAsync();
        await _signIns.ConfirmAsync(row.Id, row.Ticket, Cancel);
    }

    private async Task<SignIn> RowAsync()
    {
        await using var db = await _database.CreateDbContextAsync(Cancel);
        return await db.SignIns.AsNoTracking().SingleAsync(Cancel);
    }

    private Task<string> SignInAsync(string? session = null) => _tickets.StoreAsync(Ticket(session, PortalRoles.Operator));

    private static AuthenticationTicket Ticket(string? session, PortalRoles roles)
    {
        var person = new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(SignedIn.SubjectClaim, "ada"), new Claim("fsxportal:name", "Ada"),
                new Claim("fsxportal:roles", ((int)roles).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ], "Test"));
        var properties = new AuthenticationProperties();
        properties.StoreTokens([new AuthenticationToken { Name = "refresh_token", Value = "refresh" }]);
        properties.SetString(TicketStore.ProviderSession, session);
        return new AuthenticationTicket(person, properties, "Test");
    }
}
