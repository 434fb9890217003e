using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>Knows requests again that come twice with the same token.</summary>
/// <param name="world">The world.</param>
/// <param name="member">The member that holds the token.</param>
/// <param name="misuse">The error of a token that comes again with other members.</param>
public sealed class Repeats(AwsWorld world, string member, string misuse)
{
    /// <summary>What the same request has made before; none if it is new.</summary>
    public string? Find(Call call)
    {
        if (Token(call) is not { } token || !world.Tokens.TryGetValue(token, out var before))
        {
            return null;
        }

        if (before.Members != call.Fingerprint())
        {
            throw new AwsError(misuse, "The token was used before with other parameters.")
            {
                Members = call.Service == "fsx" ? new JsonObject { ["Parameter"] = member } : [],
            };
        }

        call.Effect = $"replayed token: {before.Made}";
        return before.Made;
    }

    /// <summary>Notes what a request has made.</summary>
    public void Remember(Call call, string made)
    {
        if (Token(call) is { } token)
        {
            world.Tokens[token] = (call.Fingerprint(), made);
        }
    }

    private string? Token(Call call) => call.Text(member) is { } token ? $"{call.Lane}/{call.Operation}/{token}" : null;
}
