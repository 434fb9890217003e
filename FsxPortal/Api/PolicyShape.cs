using System.Text.Json;
using System.Text.Json.Nodes;
using FsxPortal.Api.Http;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Api;

/// <summary>A policy on the wire: its document, with what the portal adds to it.</summary>
internal static class PolicyShape
{
    /// <summary>The policy as it is answered.</summary>
    public static JsonObject Of(PolicyView policy)
    {
        var shape = JsonSerializer.SerializeToNode(policy.Document, PolicyJson.Options)!.AsObject();
        foreach (var (name, value) in Added(policy))
        {
            shape[name] = value;
        }

        return shape;
    }

    /// <summary>Reads a document. What <see cref="Of"/> added is left aside, so that an answer can be changed and sent back.</summary>
    public static PolicyDocument Read(string json)
    {
        return PolicyJson.Read(WithoutAdded(json) ?? json);
    }

    // Text that is not valid JSON is left as it is: PolicyJson.Read says what is wrong with it.
    private static string? WithoutAdded(string json)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is not JsonObject sent)
            {
                return null;
            }

            foreach (var (name, _) in Added(new PolicyView { Id = default, Version = 0, Priority = 0, Document = new PolicyDocument() }))
            {
                sent.Remove(name);
            }

            return sent.ToJsonString();
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static (string Name, JsonNode? Value)[] Added(PolicyView policy) =>
    [
        ("id", policy.Id),
        ("version", policy.Version),
        ("priority", policy.Priority),
        ("fileSystems", policy.FileSystems),
        ("lastSessionId", policy.LastSessionId),
        ("lastState", JsonSerializer.SerializeToNode(policy.LastState, ApiJson.Options)),
        ("lastRunAt", JsonSerializer.SerializeToNode(policy.LastRunAt, ApiJson.Options)),
        ("nextRunAt", JsonSerializer.SerializeToNode(policy.NextRunAt, ApiJson.Options)),
        ("runningSessionId", policy.RunningSessionId),
        ("awaitsApproval", policy.AwaitsApproval),
        ("warnings", JsonSerializer.SerializeToNode(policy.Warnings, ApiJson.Options)),
        ("retentionFrom", JsonSerializer.SerializeToNode(policy.RetentionFrom, ApiJson.Options)),
    ];

    // What is wrong with a text that cannot be parsed is said by who reads the document.
}
