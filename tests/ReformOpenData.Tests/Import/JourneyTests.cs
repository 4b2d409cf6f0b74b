using System.Globalization;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>
/// Second years of random tables: rows are renamed, moved, split, joined, inserted and removed. Each row prints who it
/// is in its progress, which matching never looks at, so that every guess can be compared with the truth.
/// </summary>
public sealed class JourneyTests
{
    /// <summary><c>TEST_TABLES=5000</c> tries more of them.</summary>
    private static readonly int Tables = int.Parse(
        Environment.GetEnvironmentVariable("TEST_TABLES") ?? "150", CultureInfo.InvariantCulture);

    private static readonly string[] Items = ["歳入の確保", "歳出の見直し", "組織と人材", "公共施設の管理", "行政手続の電子化", "市民との協働"];

    private static readonly string[] Subjects =
    [
        "広告収入", "ふるさと納税", "使用料・手数料", "補助金", "電力調達", "市有地", "職員研修", "窓口業務", "公共施設", "下水道料金", "保育所", "学校給食",
        "図書館", "市税の徴収", "定員", "時間外勤務", "会計年度任用職員", "電子申請", "オープンデータ", "庁内ネットワーク", "基幹システム", "公用車", "指定管理者制度",
        "入札制度", "工事検査", "消防団", "防災備蓄", "健康診査", "介護予防", "生活支援", "市民協働", "自治会活動", "広報紙", "市民相談", "審議会", "例規", "文書管理",
        "人事評価", "給与制度", "基金", "市債", "企業会計", "水道施設", "橋りょう", "公園", "市営住宅", "廃棄物", "温室効果ガス", "観光施設", "農業用施設",
    ];

    private static readonly string[] Actions =
        ["の拡大", "の見直し", "の推進", "の適正化", "の民間委託", "の集約", "のあり方の検討", "の充実", "の長寿命化", "の効率化", "の導入", "の周知"];

    private static readonly string[] Departments =
    [
        "財政課", "総務管理課", "公有財産室", "税収納課", "市民窓口課", "人事研修室", "企画調整課", "情報政策課", "建設維持課", "福祉相談課"
    ];

    private static readonly string[] Reasons =
    [
        "経費を抑えるため", "市民の利便を高めるため", "安定した財源を確保するため", "職員の負担を減らすため", "施設を長く使うため", "国の制度改正に合わせるため",
        "民間の力を生かすため", "老朽化に備えるため",
    ];

    private static readonly string[] Means =
    [
        "年次計画を作り段階的に進めます。", "他市の事例を調べて方針を決めます。", "利用の実態を調査し基準を改めます。", "委託の範囲を広げます。", "システムを導入して手続を簡素にします。",
        "説明会を開き理解を得ながら進めます。", "目標値を定めて毎年検証します。",
    ];

    [Fact]
    public void First_guesses_are_right_and_no_key_changes_its_meaning()
    {
        var random = new Random(20260403);
        var (asked, right, rows, changed, items) = (0, 0, 0, 0, 0);
        var wrong = new List<string>();
        for (var table = 0; table < Tables; table++)
        {
            var first = First(random);
            var second = Second(first, random, out var kinds);
            (int Index, string Name)[] itemsBefore = [.. Items.Index()];
            (int Index, string Name)[] itemsAfter = [.. NextItems(itemsBefore, random)];
            items += itemsAfter.Except(itemsBefore).Count();
            var stored = SmallTable.Read(Print(first, itemsBefore), 2021).Municipality!;
            var read = SmallTable.Read(Print(second, itemsAfter), 2022);
            var merge = MunicipalityMerge.Merge(stored, read, null);
            Assert.All(merge.Findings.Where(finding => finding.Severity == FindingSeverity.Error), finding =>
                Assert.StartsWith("ROW_", finding.Code, StringComparison.Ordinal));

            var ofStored = Identities(stored);
            var ofRead = Identities(read.Municipality!);
            foreach (var question in merge.Questions)
            {
                asked++;
                if (!IsInitiative(question.Yes.Document ?? question.Yes.Stored!))
                {
                    var isSame = IsOfOne(question, ofStored, ofRead, itemsBefore, itemsAfter);
                    right += isSame ? 1 : 0;
                    if (!isSame)
                        wrong.Add($"{question.Code} {question.Document} / {question.Stored}");
                    continue;
                }

                var (mine, its) = (
                    question.Yes.Document is { } d ? ofRead[d] : null,
                    question.Yes.Stored is { } s ? ofStored[s] : null);
                var isRight = question.Form switch
                {
                    QuestionForm.Same => mine == its,
                    QuestionForm.New => IsNewHere(first, second, mine!),
                    _ => IsGoneHere(first, second, its!),
                };
                right += isRight ? 1 : 0;
                if (!isRight)
                    wrong.Add($"{question.Code} {question.Document} / {question.Stored}");
            }

            // Answered with the guesses, what was public stays what it was; a row joined without a question is the same
            // row.
            var questioned = merge.Questions.Select(question => question.Yes.Document)
                .OfType<string>().ToHashSet(StringComparer.Ordinal);
            var merged = SmallTable.Merge(stored, read, [.. merge.Questions.Select(question => question.Yes)]);
            foreach (var (key, identity) in ofStored)
                Assert.Equal(identity, Identity(Initiatives(merged)[key], 2021));
            foreach (var (_, initiative) in Initiatives(merged).Where(pair => Years(pair.Value) == 2))
            {
                if (Identity(initiative, 2021) is var before
                    && Identity(initiative, 2022) is var after && before != after)
                    Assert.Contains(ofRead.First(pair => pair.Value == after).Key, questioned);
            }

            rows += second.Count;
            changed += kinds;
        }

        Assert.True(rows > 4_000 && changed > 1_000 && items > 50, $"{rows} rows, {changed} changes, {items} items");
        Assert.True(
            right >= asked * 0.95,
            string.Create(CultureInfo.InvariantCulture, $"{right} of {asked} first guesses are right; wrong: ")
                + string.Join("\n", wrong.Take(40)));
    }

    /// <summary>Items are renamed, and a new one may come first, so that all have other numbers.</summary>
    private static IEnumerable<(int Index, string Name)> NextItems((int Index, string Name)[] items, Random random)
    {
        if (random.Next(3) == 0)
            yield return (items.Length, "国や県との連携");
        foreach (var (index, name) in items)
            yield return (index, random.Next(8) == 0 ? "更なる" + name : name);
    }

    /// <summary>Whether a guess about an item, or about the departments of an initiative, is right.</summary>
    private static bool IsOfOne(
        Question question,
        Dictionary<string, string> ofStored,
        Dictionary<string, string> ofRead,
        (int Index, string Name)[] before,
        (int Index, string Name)[] after)
    {
        var (mine, its) = (question.Yes.Document, question.Yes.Stored);
        if ((mine ?? its)!.Split('/').Length > 5)
            return mine is not null
                && its is not null
                && ofRead[mine[..mine.LastIndexOf('/')]] == ofStored[its[..its.LastIndexOf('/')]];
        int? isRead = mine is null
            ? null
            : Array.Find(after, item => question.Document.StartsWith($"“{item.Name}”", StringComparison.Ordinal)).Index;
        int? isStored = its is null
            ? null
            : Array.Find(before, item => question.Stored.StartsWith($"“{item.Name}”", StringComparison.Ordinal)).Index;
        return isStored is null ? isRead == before.Length : isRead == isStored;
    }

    private sealed record Entry(string Id, int Item, string Name, string Description, string Department);

    private static List<Entry> First(Random random)
    {
        var names = Subjects.SelectMany(subject => Actions.Select(action => subject + action)).ToArray();
        random.Shuffle(names);
        var count = random.Next(20, 40);
        return [
            .. Enumerable.Range(0, count).Select(index => Made($"{index}", index * 6 / count, names[index], random))
        ];
    }

    private static Entry Made(string id, int item, string name, Random random) => new(
        id, item, name, Reasons[random.Next(Reasons.Length)] + "、" + name + "に取り組み、" + Means[random.Next(Means.Length)],
        Departments[random.Next(Departments.Length)]);

    private static List<Entry> Second(List<Entry> first, Random random, out int changes)
    {
        var second = new List<Entry>();
        var used = first.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        changes = 0;
        foreach (var entry in first)
        {
            var dice = random.Next(100);
            changes += dice < 34 ? 1 : 0;
            switch (dice)
            {
                case < 6: // gone
                    break;
                case < 16: // renamed
                    second.Add(
                        entry with
                        {
                            Name = Fresh(Renamed(entry.Name, random), used),
                            Department = random.Next(4) == 0
                            ? Departments[random.Next(Departments.Length)] : entry.Department
                        });
                    break;
                case < 20: // moved to another item
                    second.Add(entry with { Item = (entry.Item + 1 + random.Next(5)) % 6 });
                    break;
                case < 24: // split in two
                    second.Add(entry with { Name = Fresh(entry.Name + "（第1期）", used) });
                    second.Add(
                        entry with
                        {
                            Id = entry.Id + "b",
                            Name = Fresh(entry.Name.Split('の')[0] + "に関する調査", used),
                            Description = Reasons[random.Next(Reasons.Length)] + "、実態を調べます。"
                        });
                    break;
                case < 28 when second.Count > 0 && second[^1].Item == entry.Item: // joined with the one above
                    second[^1] = second[^1] with { Name = Fresh(second[^1].Name + "等", used) };
                    break;
                case < 34: // one is inserted before it
                    second.Add(
                        Made(
                            "n" + entry.Id,
                            entry.Item,
                            Fresh(Subjects[random.Next(Subjects.Length)] + Actions[random.Next(Actions.Length)], used),
                            random));
                    second.Add(entry);
                    break;
                default:
                    second.Add(entry);
                    break;
            }
        }

        return [.. second.OrderBy(entry => entry.Item)];
    }

    private static string Renamed(string name, Random random) => random.Next(4) switch
    {
        0 => name.Replace("の", "等の", StringComparison.Ordinal),
        1 => name + "と公表",
        2 => name.Split('の')[0] + Actions[random.Next(Actions.Length)],
        _ => "更なる" + name,
    };

    private static string Fresh(string name, HashSet<string> used)
    {
        while (!used.Add(name))
            name += "（新）";
        return name;
    }

    private static bool IsNewHere(List<Entry> first, List<Entry> second, string id) =>
        first.Find(entry => entry.Id == id) is not { } before
            || before.Item != second.Find(entry => entry.Id == id)!.Item;

    private static bool IsGoneHere(List<Entry> first, List<Entry> second, string id) =>
        second.Find(entry => entry.Id == id) is not { } after
            || after.Item != first.Find(entry => entry.Id == id)!.Item;

    /// <summary>The items in their order, each with its initiatives; a new one has one of its own.</summary>
    private static string Print(List<Entry> entries, (int Index, string Name)[] items) =>
        "(1) 改革\n" + string.Join('\n', items.SelectMany((item, at) =>
            entries.Where(entry => entry.Item == item.Index)
                .DefaultIfEmpty(new Entry("n", item.Index, "連携協定の締結", "協定を結びます。", "企画調整課"))
                .Select((entry, index) => (index == 0 ? $"{(char)('①' + at)}{item.Name}" : "")
                    + $"|{entry.Name}|{entry.Description}|{entry.Department}|{entry.Id}番の取組を進めた。|A")));

    private static bool IsInitiative(string key) => key.Count(character => character == '/') == 4;

    private static Dictionary<string, string> Identities(Municipality municipality) =>
        Initiatives(municipality).ToDictionary(
            pair => pair.Key, pair => Identity(pair.Value, pair.Value.Assessments[0].Narratives[^1].FiscalYear));

    private static string Identity(Initiative initiative, int year) =>
        initiative.Assessments.SelectMany(row => row.Narratives)
            .First(narrative => narrative.FiscalYear == year).Text!.Split('番')[0];

    private static int Years(Initiative initiative) =>
        initiative.Assessments.SelectMany(row => row.Narratives)
            .Select(narrative => narrative.FiscalYear).Distinct().Count();

    private static Dictionary<string, Initiative> Initiatives(Municipality municipality) =>
    (
        from plan in municipality.Plans
        from category in plan.Categories
        from item in category.Items
        from initiative in item.Initiatives
        select (
            Key: Keys.Initiative(
                Keys.Item(
                    Keys.Category(Keys.Plan(municipality.Code, plan.Code), category.Number), item.Number),
                initiative.Number),
            initiative)).ToDictionary(pair => pair.Key,
        pair => pair.initiative);
}
