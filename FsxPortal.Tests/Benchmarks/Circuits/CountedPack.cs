using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace FsxPortal.Benchmarks.Circuits;

/// <summary>MessagePack under a name that the server knows, with an ear at what comes in.</summary>
/// <param name="name">What the protocol is called: Blazor has a name of its own for it.</param>
/// <param name="target">Which calls are of interest.</param>
/// <param name="heard">Is told of each of them: when it was read, in ticks of the
/// machine's stopwatch, and its bytes with their frame.</param>
internal sealed class CountedPack(string name, string target, Action<long, long> heard) : IHubProtocol
{
    private readonly MessagePackHubProtocol _pack = new();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public TransferFormat TransferFormat => TransferFormat.Binary;

    /// <inheritdoc/>
    public bool IsVersionSupported(int version) => version == Version;

    /// <inheritdoc/>
    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var before = input.Length;
        var isWhole = _pack.TryParseMessage(ref input, binder, out message);
        if (message is InvocationMessage call && call.Target == target)
        {
            heard(Stopwatch.GetTimestamp(), before - input.Length);
        }

        return isWhole;
    }

    /// <inheritdoc/>
    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _pack.WriteMessage(message, output);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _pack.GetMessageBytes(message);
}
