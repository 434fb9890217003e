using System.Net;
using FsxPortal.Emulator.Faults;
using FsxPortal.Emulator.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace FsxPortal.Emulator.Server;

/// <summary>Speaks the wire: finds out what is asked, has it carried out, and
/// answers the way each protocol does, faults included.</summary>
public sealed class Front(EmulatedAws aws)
{
    private const int MaxBody = 4 << 20;

    /// <summary>Answers one request to an AWS service.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var request = await ReadAsync(http);
        var exchange = new Exchange(request, aws.Claimed(request));
        exchange.Fault = aws.Faults.Hit(exchange.Target);
        var realNow = TimeProvider.System.GetUtcNow();
        if (exchange.Fault is { Action: FaultAction.WrongDate } wrong)
        {
            realNow += TimeSpan.FromSeconds(wrong.Number("seconds", 0));
            http.Response.Headers.Date = realNow.ToString("R");
        }

        var requestId = Guid.CreateVersion7(realNow).ToString();
        http.Response.Headers["x-amzn-RequestId"] = requestId;
        await FaultyWire.DelayAsync(http, exchange.Fault);
        if (!FaultyWire.Swallows(exchange.Fault))
        {
            Carry(exchange, realNow);
        }

        var reply = exchange.Refusal is { } refusal ? Answers.Refuse(exchange.Service, refusal, requestId)
            : Answers.Accept(exchange.Service, exchange.Answer);
        Record(exchange, FaultyWire.StatusOf(exchange.Fault, reply));
        await FaultyWire.WriteAsync(http, exchange.Fault, reply);
    }

    private void Carry(Exchange exchange, DateTimeOffset realNow)
    {
        var (fault, members) = (exchange.Fault, exchange.Members.DeepClone().AsObject());
        try
        {
            exchange.Caller = aws.Verify(exchange.Request, realNow);
            if (exchange.Unclear is { } unclear)
            {
                throw unclear;
            }

            if (fault is not null && FaultyAnswers.Refusal(fault) is { } refused && !fault.Flag("after"))
            {
                throw refused;
            }

            aws.Admit(exchange.Caller, exchange.Operation);
            FaultyAnswers.Prepare(exchange.Target, fault, members);
            var lag = fault is { Action: FaultAction.StaleRead } ? TimeSpan.FromSeconds(fault.Number("seconds", 30)) : TimeSpan.Zero;
            (exchange.Answer, exchange.Effect) = lag > TimeSpan.Zero
                ? (aws.AnswerLate(exchange.Caller, exchange.Operation, members, lag), "")
                : aws.Answer(exchange.Caller, exchange.Operation, members, realNow);
            FaultyAnswers.Alter(exchange.Target, fault, members, exchange.Answer);
            if (fault is not null && FaultyAnswers.Refusal(fault) is { } late)
            {
                throw late;
            }
        }
        catch (AwsError refusal)
        {
            exchange.Refusal = refusal;
        }
    }

    private void Record(Exchange exchange, int status)
    {
        var (now, fault) = (aws.Clock.Now, exchange.Fault);
        var caller = exchange.Caller ?? (FaultyWire.Swallows(fault) ? exchange.Claimed : null);
        aws.Journal.Add(number => new JournalEntry(
            number, now, caller?.Account ?? "", caller?.Region ?? "", caller?.Service ?? "", caller is null ? ""
                : exchange.Operation, caller is null ? [] : exchange.Members,
            status, exchange.Refusal?.Code, exchange.Effect)
        {
            Fault = fault is null ? null : FaultReader.Name(fault.Action),
        });
    }

    private static async Task<SignedRequest> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (body.Length > MaxBody)
        {
            throw new BadHttpRequestException("The body is too large.", (int)HttpStatusCode.RequestEntityTooLarge);
        }

        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var headers = http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value!));
        return new SignedRequest(http.Request.Method, target[0], target.Length > 1 ? target[1] : "", headers, body.ToArray());
    }
}
