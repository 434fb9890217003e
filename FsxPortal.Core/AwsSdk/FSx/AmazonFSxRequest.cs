using Amazon.Runtime;

namespace Amazon.FSx;

public class AmazonFSxRequest : AmazonWebServiceRequest;
