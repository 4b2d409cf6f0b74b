using System.Text.Json;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>What was done so that everybody can use the pages, how that is tested, and what is not known.</summary>
internal sealed class AccessibilityPage() : Page("accessibility", "AboutTheData")
{
    /// <summary>When the policy and the results were written down.</summary>
    public const string Date = "2026-11-27";

    public override bool IsOfRelease => false;

    public override PageView Show(JsonElement data, PageRequest request) =>
        new(request.T("ウェブアクセシビリティ", "Accessibility"), new Slices_Accessibility { Model = request })
        {
            Description = request.T(
                "このサイトのアクセシビリティ方針と試験の結果。", "The policy of accessibility of this site, and how it is tested."),
        };
}
