using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement
{
    public class AmazonIdentityManagementServiceException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
}

namespace Amazon.IdentityManagement.Model
{
    public sealed class NoSuchEntityException(
        string message, Exception? innerException, ErrorType errorType, string errorCode, string? requestId, HttpStatusCode statusCode)
        : AmazonIdentityManagementServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
}
