using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FsxPortal.Tests.Support;

/// <summary>Once it is off, the process it belongs to writes and reads nothing any more, as if it had been killed.</summary>
public sealed class PowerSwitch : DbCommandInterceptor
{
    public bool IsOff { get; private set; }

    /// <summary>Ends the process at the very place of the call.</summary>
    public void TurnOff()
    {
        IsOff = true;
        Demand();
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Pass(result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Pass(result));

    private T Pass<T>(T result)
    {
        Demand();
        return result;
    }

    private void Demand()
    {
        if (IsOff)
        {
            throw new PowerCutException();
        }
    }
}

/// <summary>What a process does not live to see.</summary>
public sealed class PowerCutException() : Exception("The process is no more.");
