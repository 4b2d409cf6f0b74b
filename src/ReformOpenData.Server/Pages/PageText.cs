using System.Text;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages;

/// <summary>The document of a page and its variables, for who wants to ask it elsewhere.</summary>
internal sealed class PageText(Page page, PageRequest request) : Representation
{
    /// <summary>As an address ends.</summary>
    public const string Name = "graphql";

    private readonly PageJson _answer = new(page, request);

    public override string Format => Name;

    public override string ContentType => "application/graphql; charset=utf-8";

    public override string Key => $"{ContentType} {_answer.Key}";

    public override Written Write(ReadOnlySpan<byte> answer) => _answer.Write(answer) with
    {
        Body = Encoding.UTF8.GetBytes($"# variables: {request.Variables}\n{request.Document.TrimEnd()}\n"),
    };
}
