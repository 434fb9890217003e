using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace FsxPortal.Core.Aws;

/// <summary>Remembers of a call whether the answer to one of its tries was lost: the
/// SDK repeats it by itself and tells of the last try only.</summary>
/// <remarks>A time-out and then a refusal is no refusal: the first try may have done what was asked.</remarks>
internal sealed class LostAnswers : PipelineHandler
{
    private const string Mark = "fsxportal.lost";

    private static readonly ConditionalWeakTable<IRequestContext, object> Lost = [];

    /// <summary>Marks the error in which a call ended.</summary>
    public static void Tell(IExecutionContext call, Exception error)
    {
        if (Lost.TryGetValue(call.RequestContext, out _))
        {
            error.Data[Mark] = true;
        }
    }

    /// <summary>Whether the call that ended in this error may have been carried out all the same.</summary>
    public static bool Marks(Exception? error) => error?.Data.Contains(Mark) == true;

    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext);
        }
        catch (Exception error)
            when (error is not AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError })
        {
            Lost.AddOrUpdate(executionContext.RequestContext, Mark);
            throw;
        }
    }
}
