using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>Turns an XML answer of the query protocol into the response object of one operation, or into its exception.</summary>
internal abstract class XmlAnswer : XmlResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var root = Parse(input) ?? throw new AmazonClientException("AWS answered with something that is not XML.");
        return Read(root.Elements().FirstOrDefault(element => element.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)) ?? root);
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var root = Parse(input);
        var error = root is null ? null : Member(root, "Error");
        var code = (string?)(error is null ? null : Member(error, "Code")) is { Length: > 0 } named ? named : statusCode.ToString();
        var message = (string?)(error is null ? null : Member(error, "Message"))
            ?? $"AWS answered {(int)statusCode} ({code}) without saying why.";
        var type = (int)statusCode >= 500 ? ErrorType.Receiver : ErrorType.Sender;
        return Create(
            new WireError(
                code, message, innerException, type, (string?)(root is null ? null : Member(root, "RequestId")), statusCode, default));
    }

    /// <summary>A member by its name; AWS's namespace differs from service to service.</summary>
    protected static XElement? Member(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    protected abstract AmazonWebServiceResponse Read(XElement result);

    protected abstract AmazonServiceException Create(WireError error);

    private static XElement? Parse(XmlUnmarshallerContext input)
    {
        try
        {
            return XElement.Load(input.Stream);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
