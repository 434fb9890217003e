using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace FsxPortal.Setup;

/// <summary>Has Hangfire write into the portal's log.</summary>
/// <remarks>
/// Hangfire keeps its logger in a static: where several portals live in one process, it may be that of one that has ended.
/// </remarks>
internal sealed class JobLogs(ILoggerFactory logs) : ILogProvider
{
    private readonly AspNetCoreLogProvider _logs = new(logs);

    public ILog GetLogger(string name)
    {
        try
        {
            return _logs.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return new Nowhere();
        }
    }

    private sealed class Nowhere : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string> messageFunc, Exception exception = null!) => false;
    }
}
