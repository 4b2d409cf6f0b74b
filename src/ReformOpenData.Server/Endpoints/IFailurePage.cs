using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Shows a failure to a person.</summary>
internal interface IFailurePage
{
    /// <summary>
    /// Sets status and headers, and gives the body; null where a program asks, which gets the one shape of errors.
    /// </summary>
    byte[]? Begin(HttpContext context, AnswerFailure failure);
}
