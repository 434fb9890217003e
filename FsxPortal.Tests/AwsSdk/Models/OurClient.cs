using System.Reflection;
using System.Runtime.ExceptionServices;
using Amazon.Backup;
using Amazon.FSx;
using Amazon.Runtime;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>One of our clients, whose operations are found by reflection and called against a canned AWS.</summary>
internal sealed class OurClient(IAmazonService client, Type contract, Type error, CannedAws aws) : IDisposable
{
    public CannedAws Aws => aws;

    /// <summary>The operations, as methods of the interface, by their name on the wire.</summary>
    public IReadOnlyDictionary<string, MethodInfo> Operations { get; } = contract.GetMethods()
        .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
        .ToDictionary(method => method.Name[..^"Async".Length]);

    /// <summary>The exceptions of errors that AWS's model names.</summary>
    public IReadOnlyList<Type> Errors { get; } = [.. contract.Assembly.GetExportedTypes().Where(type => type.BaseType == error)];

    /// <summary>All enums of the service.</summary>
    public IReadOnlyList<Type> Enums { get; } =
        [.. contract.Assembly.GetExportedTypes()
            .Where(type => type.Namespace == contract.Namespace && type.BaseType == typeof(ConstantClass))];

    public static OurClient Of(string service)
    {
        var aws = new CannedAws();
        return service == "backup"
            ? new(new AmazonBackupClient("key", "secret", Config(new AmazonBackupConfig(), aws)), typeof(IAmazonBackup),
                typeof(AmazonBackupException), aws)
            : new(new AmazonFSxClient("key", "secret", Config(new AmazonFSxConfig(), aws)), typeof(IAmazonFSx), typeof(AmazonFSxException),
                aws);
    }

    /// <summary>A request of an operation with a value of its own in each member, but for those in <paramref name="without"/>.</summary>
    public (object Request, IReadOnlyDictionary<string, string> Texts) Request(string operation, params string[] without)
    {
        var request = Activator.CreateInstance(Operations[operation].GetParameters()[0].ParameterType)!;
        var members = OurModel.Properties(request.GetType()).Where(member => !without.Contains(member.Name));
        return (request, members.Select(member => (member.Name, Text: OurModel.Fill(request, member)))
            .ToDictionary(member => member.Name, member => member.Text));
    }

    public async Task<object> CallAsync(string operation, object request, CancellationToken cancel)
    {
        try
        {
            var call = (Task)Operations[operation].Invoke(client, [request, cancel])!;
            await call;
            return call.GetType().GetProperty("Result")!.GetValue(call)!;
        }
        catch (TargetInvocationException thrown)
        {
            ExceptionDispatchInfo.Throw(thrown.InnerException!);
            throw;
        }
    }

    public void Dispose() => ((IDisposable)client).Dispose();

    private static T Config<T>(T config, CannedAws aws)
        where T : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion, config.HttpClientFactory, config.MaxErrorRetry) = (
            "http://127.0.0.1:1", "eu-central-1", aws, 0);
        return config;
    }
}
