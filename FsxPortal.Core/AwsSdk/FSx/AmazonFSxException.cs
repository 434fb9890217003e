using System.Net;
using Amazon.Runtime;

namespace Amazon.FSx;

public class AmazonFSxException : AmazonServiceException
{
    public AmazonFSxException(string message)
        : base(message) { }

    public AmazonFSxException(string message, Exception? innerException)
        : base(message, innerException) { }

    public AmazonFSxException(Exception? innerException)
        : base(innerException) { }

    public AmazonFSxException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }

    public AmazonFSxException(string message, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }
}
