using System.Globalization;

namespace ReformOpenData.Server.Pages;

/// <summary>How to cite a page: of the release that it shows, which never changes.</summary>
internal sealed class Citation
{
    private readonly FrameModel _frame;
    private readonly Provenance _of;

    private Citation(FrameModel frame, Provenance of) => (_frame, _of) = (frame, of);

    /// <summary>Null where nothing is known of where the data come from.</summary>
    public static Citation? Of(FrameModel frame) => frame.Provenance is { } of ? new Citation(frame, of) : null;

    /// <summary>One line, for people.</summary>
    public string Text => $"{string.Join("、", _of.Publishers)}「{_frame.View.Title}」{Print}"
        + Release + _of.Release.PublishedAt?.ToString(" '('yyyy-MM-dd')'", CultureInfo.InvariantCulture)
        + $", {Address}{(Terms.Length > 0 ? ", " : "")}{Terms}";

    /// <summary>An entry for programs that write lists of references.</summary>
    public string BibTeX => string.Join('\n', [
        $"@misc{{reform-{string.Join('-', At.Address.Segments.Select(Key))}-r{_of.Release.Number},",
        $"  author = {{{string.Join(" and ", _of.Publishers.Select(name => $"{{{Escape(name)}}}"))}}},",
        $"  title = {{{Escape(_frame.View.Title)}}},",
        $"  howpublished = {{{Release}}},",
        $"  year = {{{_of.Release.PublishedAt?.Year}}},",
        .. Print.Length + Terms.Length > 0 ? [$"  note = {{{Escape($"{Print} {Terms}".Trim())}}},"] : (string[])[],
        $"  url = {{{Address}}}",
        "}",
    ]);

    private PageRequest At => _frame.At;

    private string Release => $"ReformOpenData {At.T("リリース", "release")} {_of.Release.Number}";

    /// <summary>The document and the place in it, in brackets; empty where the page shows several.</summary>
    private string Print => _frame.View.Print is not { Document: { } document } place ? ""
        : At.T(
            $"（{document.Title}、{place.Page} ページ {place.Row} 行）",
            $" ({document.Title}, page {place.Page}, row {place.Row}) ");

    /// <summary>The licences, and of each whether it is no more than proposed.</summary>
    private string Terms => string.Join(At.Comma, _of.Licences.Select(terms => terms.Confirmed ? terms.Name
        : terms.Name + At.T("（予定。公表者の確認待ち）", " (proposed; the publisher has yet to confirm)")));

    private string Address => At.Origin + (_frame.IsOfRelease && At.Address.Segments.Count > 0
        ? PageAddress.PathOf(At.Address.Language, _of.Release.Number, At.Address.Segments)
        : At.Address.Path + PageRequest.QueryString(At.Query));

    private static string Key(string segment) =>
        string.Concat(segment.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));

    /// <summary>Letters that TeX would take for its own.</summary>
    private static string Escape(string text) => string.Concat(text.Select(letter => letter switch
    {
        '\\' => @"\textbackslash{}",
        '{' or '}' or '%' or '&' or '#' or '_' or '$' => @"\" + letter,
        '~' => @"\textasciitilde{}",
        '^' => @"\textasciicircum{}",
        _ => letter.ToString(),
    }));
}
