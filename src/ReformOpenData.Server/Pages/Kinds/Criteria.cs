namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>What is known of a success criterion.</summary>
internal enum CriterionResult
{
    /// <summary>Machines check a part of it on every kind of page, and find nothing.</summary>
    NoFault,

    /// <summary>The pages have nothing that it is about.</summary>
    NotApplicable,

    /// <summary>It needs a person, and nobody has tested it yet.</summary>
    NotTested,
}

/// <summary>A success criterion of WCAG 2.2.</summary>
internal sealed record Criterion(string Number, string Japanese, string English, CriterionResult Result);

/// <summary>The success criteria of WCAG 2.2, levels A and AA, with what is known of each.</summary>
internal static class Criteria
{
    private const CriterionResult NoFault = CriterionResult.NoFault;
    private const CriterionResult None = CriterionResult.NotApplicable;
    private const CriterionResult NotTested = CriterionResult.NotTested;

    public static IReadOnlyList<Criterion> All { get; } =
    [
        new("1.1.1", "非テキストコンテンツ", "Non-text content", NoFault),
        new("1.2.1", "音声のみ及び映像のみ（収録済）", "Audio-only and video-only", None),
        new("1.2.2", "キャプション（収録済）", "Captions (prerecorded)", None),
        new("1.2.3", "音声解説又は代替（収録済）", "Audio description or alternative", None),
        new("1.2.4", "キャプション（ライブ）", "Captions (live)", None),
        new("1.2.5", "音声解説（収録済）", "Audio description (prerecorded)", None),
        new("1.3.1", "情報及び関係性", "Info and relationships", NoFault),
        new("1.3.2", "意味のある順序", "Meaningful sequence", NotTested),
        new("1.3.3", "感覚的な特徴", "Sensory characteristics", NotTested),
        new("1.3.4", "表示の向き", "Orientation", NoFault),
        new("1.3.5", "入力目的の特定", "Identify input purpose", None),
        new("1.4.1", "色の使用", "Use of color", NoFault),
        new("1.4.2", "音声の制御", "Audio control", None),
        new("1.4.3", "コントラスト（最低限）", "Contrast (minimum)", NoFault),
        new("1.4.4", "テキストのサイズ変更", "Resize text", NoFault),
        new("1.4.5", "文字画像", "Images of text", NotTested),
        new("1.4.10", "リフロー", "Reflow", NoFault),
        new("1.4.11", "非テキストのコントラスト", "Non-text contrast", NoFault),
        new("1.4.12", "テキストの間隔", "Text spacing", NoFault),
        new("1.4.13", "ホバー又はフォーカスで表示されるもの", "Content on hover or focus", None),
        new("2.1.1", "キーボード", "Keyboard", NoFault),
        new("2.1.2", "キーボードトラップなし", "No keyboard trap", NotTested),
        new("2.1.4", "文字キーのショートカット", "Character key shortcuts", None),
        new("2.2.1", "タイミング調整可能", "Timing adjustable", None),
        new("2.2.2", "一時停止、停止、非表示", "Pause, stop, hide", None),
        new("2.3.1", "3 回の閃光", "Three flashes", None),
        new("2.4.1", "ブロックスキップ", "Bypass blocks", NoFault),
        new("2.4.2", "ページタイトル", "Page titled", NoFault),
        new("2.4.3", "フォーカス順序", "Focus order", NotTested),
        new("2.4.4", "リンクの目的（文脈内）", "Link purpose (in context)", NoFault),
        new("2.4.5", "複数の手段", "Multiple ways", NotTested),
        new("2.4.6", "見出し及びラベル", "Headings and labels", NotTested),
        new("2.4.7", "フォーカスの可視化", "Focus visible", NotTested),
        new("2.4.11", "隠されないフォーカス（最低限）", "Focus not obscured (minimum)", NotTested),
        new("2.5.1", "ポインタのジェスチャ", "Pointer gestures", None),
        new("2.5.2", "ポインタのキャンセル", "Pointer cancellation", NotTested),
        new("2.5.3", "ラベルを含む名前", "Label in name", NotTested),
        new("2.5.4", "動きによる起動", "Motion actuation", None),
        new("2.5.7", "ドラッグ動作", "Dragging movements", None),
        new("2.5.8", "ターゲットのサイズ（最低限）", "Target size (minimum)", NoFault),
        new("3.1.1", "ページの言語", "Language of page", NoFault),
        new("3.1.2", "一部分の言語", "Language of parts", NoFault),
        new("3.2.1", "フォーカス時", "On focus", NotTested),
        new("3.2.2", "入力時", "On input", NotTested),
        new("3.2.3", "一貫したナビゲーション", "Consistent navigation", NotTested),
        new("3.2.4", "一貫した識別性", "Consistent identification", NotTested),
        new("3.2.6", "一貫したヘルプ", "Consistent help", NotTested),
        new("3.3.1", "エラーの特定", "Error identification", NotTested),
        new("3.3.2", "ラベル又は説明", "Labels or instructions", NoFault),
        new("3.3.3", "エラー修正の提案", "Error suggestion", NotTested),
        new("3.3.4", "エラー回避（法的、金融、データ）", "Error prevention", None),
        new("3.3.7", "冗長な入力項目", "Redundant entry", NotTested),
        new("3.3.8", "アクセシブルな認証（最低限）", "Accessible authentication", None),
        new("4.1.2", "名前、役割、値", "Name, role, value", NoFault),
        new("4.1.3", "ステータスメッセージ", "Status messages", NotTested),
    ];

    /// <summary>What was found, in words.</summary>
    public static string Words(PageRequest at, CriterionResult result) => result switch
    {
        CriterionResult.NoFault => at.T("機械で確かめられる範囲で違反なし", "no fault that a machine can find"),
        CriterionResult.NotApplicable => at.T("該当するものなし", "nothing that it applies to"),
        _ => at.T("人による試験待ち", "waits for a person's test"),
    };
}
