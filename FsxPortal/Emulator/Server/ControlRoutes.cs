using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using FsxPortal.Emulator.Faults;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Server;

/// <summary>What a PUT of the clock may say.</summary>
public sealed record ClockChange(double? Speed, string? Advance, bool? Freeze);

/// <summary>The emulator's own routes: clock, journal, faults, quotas, state and reset.</summary>
public static class ControlRoutes
{
    private static readonly TimeSpan MaxAdvance = TimeSpan.FromDays(3660);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Maps the routes, for callers on this machine only.</summary>
    public static void MapControl(this IEndpointRouteBuilder routes, EmulatedAws aws)
    {
        var group = routes.MapGroup("/_emulator").AddEndpointFilter(async (context, next) =>
            IsFromHere(context.HttpContext) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));
        group.MapGet("/clock", () => Results.Json(ClockOf(aws), Json));
        group.MapPut("/clock", (ClockChange change) => Change(aws, change));
        group.MapGet("/journal", (long? after, int? limit) => Results.Json(aws.Journal.Read(after ?? 0, limit ?? 1000), Json));
        group.MapGet("/faults", () => Results.Json(aws.Faults.List().Select(FaultView.Of), Json));
        group.MapPost("/faults", (HttpRequest request, CancellationToken cancel) => AddFaultsAsync(aws, request, cancel));
        group.MapDelete("/faults", () =>
        {
            aws.Faults.Remove(null);
            return Results.NoContent();
        });
        group.MapDelete("/faults/{id:int}", (int id) => aws.Faults.Remove(id) ? Results.NoContent() : Results.NotFound());
        group.MapPost("/reset", () =>
        {
            aws.Reset();
            return Results.NoContent();
        });
        group.MapGet("/quotas", () => Results.Json(aws.Read(world => world.Quotas.Limits), Json));
        group.MapPut("/quotas", (JsonObject limits) => SetQuotas(aws, limits));
        group.MapGet("/state", () => Results.Json(aws.Read(StateView.Of), Json));
    }

    // A browser names the page that asks. No page has any business here, whatever name it has given this address.
    private static bool IsFromHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && http.Request.Headers.Origin.Count == 0
        && http.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "none"
        && (http.Request.Host.Host == "localhost" || IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out _));

    private static object ClockOf(EmulatedAws aws) => new { Now = aws.Now(), aws.Clock.Speed, aws.Clock.Frozen };

    private static IResult Change(EmulatedAws aws, ClockChange change)
    {
        if (DurationOf(change.Advance ?? "PT0S") is not { } advance || advance > MaxAdvance)
        {
            return Wrong($"'{change.Advance}' is not a duration such as PT1H, or longer than {MaxAdvance.Days} days.");
        }

        if (advance < TimeSpan.Zero || change.Speed is <= 0 or > EmulatorOptions.MaxSpeed)
        {
            return Wrong(
                $"Time never goes back: the advance is not negative, and the speed is above zero and at most {EmulatorOptions.MaxSpeed}.");
        }

        aws.SetClock(change.Speed, advance, change.Freeze);
        return Results.Json(ClockOf(aws), Json);
    }

    private static IResult SetQuotas(EmulatedAws aws, JsonObject limits)
    {
        if (BackupQuotas.Complaint(limits) is { } complaint)
        {
            return Wrong(complaint);
        }

        aws.SetQuotas(limits);
        return Results.Json(limits, Json);
    }

    // One rule, or a list of them.
    private static async Task<IResult> AddFaultsAsync(EmulatedAws aws, HttpRequest request, CancellationToken cancel)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: cancel);
            var added = aws.Faults.Add(body is JsonArray list ? [.. list] : [body]).Select(FaultView.Of).ToList();
            return Results.Json(body is JsonArray ? added : added[0], Json, statusCode: StatusCodes.Status201Created);
        }
        catch (JsonException)
        {
            return Wrong("The body is not valid JSON.");
        }
        catch (FaultRuleException wrong)
        {
            return Wrong(wrong.Message);
        }
    }

    private static TimeSpan? DurationOf(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static IResult Wrong(string why) => Results.Problem(why, statusCode: StatusCodes.Status400BadRequest);
}
