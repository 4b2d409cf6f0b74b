namespace ReformOpenData.Server.Pages.Gallery;

/// <summary>The same chart with tools that are no library of a browser.</summary>
internal static class OtherCode
{
    public static IReadOnlyList<(string Name, Func<ChartModel, string> Write)> All { get; } =
    [
        ("Python", Python), ("R", R), ("Excel Power Query", PowerQuery), ("Google Sheets", Sheets),
    ];

    /// <summary>The standard library, and matplotlib for the picture.</summary>
    private static string Python(ChartModel model)
    {
        var data = model.Figures.Data;
        var words = model.Figures.Words;
        var named = words.Count == 0 ? "" : $$"""
            words = {{WebCode.Literal(words)}}
            rows = [{column: words.get(code, code) for column, code in row.items()} for row in rows]

            """;
        var counted = data.LabelColumn is { } label
            ? $"""
                {named}counts = Counter((row["{data.NameColumn}"], row["{label}"]) for row in rows)
                names = list(dict.fromkeys(row["{data.NameColumn}"] for row in rows))
                """
            : $$"""
                names = {{WebCode.Literal(model.Figures.Names)}}
                counts = {(name, labels[0]): sum(name in row["{{data.NameColumn}}"] for row in rows) for name in names}
                """;
        return $"""
            import csv, io, urllib.request
            from collections import Counter

            url = "{model.AddressOf("csv")}"
            with urllib.request.urlopen(url) as answer:
                rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8"))))
            labels = {WebCode.Literal(model.Figures.Labels)}
            {counted}
            table = [[counts.get((name, label), 0) for label in labels] for name in names]
            for name, numbers in zip(names, table):
                print(name, *numbers, sep="\t")

            import matplotlib.pyplot as plt
            plt.rcParams["font.family"] = ["Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans", "sans-serif"]
            {PythonDrawing(model.Chart.Kind)}
            plt.tight_layout()
            plt.savefig("{model.Chart.Name}.png")

            """;
    }

    private static string PythonDrawing(ChartKind kind) => kind switch
    {
        ChartKind.Matrix => """
            plt.figure(figsize=(10, 2 + len(names) / 3))
            plt.imshow(table, cmap="Blues", aspect="auto")
            plt.xticks(range(len(labels)), labels, rotation=45, ha="right")
            plt.yticks(range(len(names)), names)
            for y, numbers in enumerate(table):
                for x, number in enumerate(numbers):
                    plt.text(x, y, number, ha="center", va="center")
            """,
        ChartKind.Multiples => """
            rows_of_three = -(-len(names) // 3)
            figure, places = plt.subplots(rows_of_three, 3, figsize=(12, 3 * rows_of_three), sharex=True, squeeze=False)
            for place, name, numbers in zip(places.flat, names, table):
                place.barh(labels, numbers)
                place.set_title(name)
            """,
        _ => $$"""
            plt.figure(figsize=(10, 2 + len(names) / 3))
            left = [0] * len(names)
            for index, label in enumerate(labels):
                numbers = [row[index]{{(kind == ChartKind.Shares ? " * 100 / sum(row)" : "")}} for row in table]
                plt.barh(names, numbers, left=left, label=label)
                left = [one + number for one, number in zip(left, numbers)]
            plt.gca().invert_yaxis()
            plt.legend()
            """,
    };

    private static string R(ChartModel model)
    {
        var data = model.Figures.Data;
        var words = model.Figures.Words;
        var named = words.Count == 0 ? "" : $"""
            words <- c({string.Join(", ", words.Select(word => $"{word.Key} = {WebCode.Literal(word.Value)}"))})
            rows[] <- lapply(rows, function(codes) ifelse(codes %in% names(words), words[codes], codes))

            """;
        var counted = data.LabelColumn is { } label
            ? $"{named}counts <- table(rows${label}, rows${data.NameColumn})"
            : $"""
                words <- c({WebCode.Literal(model.Figures.Names)[1..^1]})
                counts <- sapply(words, function(word) sum(grepl(word, rows${data.NameColumn}, fixed = TRUE)))
                """;
        var drawn = (model.Chart.Kind, data.LabelColumn) switch
        {
            (_, null) => "barplot(counts, horiz = TRUE, las = 1)",
            (ChartKind.Matrix, _) => "heatmap(t(counts), Rowv = NA, Colv = NA, scale = \"none\", margins = c(14, 14))",
            (ChartKind.Shares, _) => "barplot(100 * prop.table(counts, 2), horiz = TRUE, las = 1, legend.text = TRUE)",
            (ChartKind.Multiples, _) => """
                par(mfrow = c(ceiling(ncol(counts) / 3), 3))
                for (name in colnames(counts)) {
                  barplot(counts[, name], main = name, ylim = c(0, max(counts)))
                }
                """,
            _ => "barplot(counts, horiz = TRUE, las = 1, legend.text = TRUE)",
        };
        return $"""
            rows <- read.csv("{model.AddressOf("csv")}", encoding = "UTF-8", colClasses = "character")
            {counted}
            print(counts)
            par(mar = c(4, 16, 2, 2))
            {drawn}

            """;
    }

    /// <summary>A query for the advanced editor; what it loads is the table that a chart of Excel draws.</summary>
    private static string PowerQuery(ChartModel model)
    {
        var data = model.Figures.Data;
        var words = model.Figures.Words;
        var (rows, named) = words.Count == 0 ? ("Rows", "") : ("Named", $$"""
              Words = [{{string.Join(", ", words.Select(word => $"{word.Key} = {WebCode.Literal(word.Value)}"))}}],
              Named = Table.TransformColumns(Rows, {}, each Record.FieldOrDefault(Words, _, _)),

            """);
        var steps = data.LabelColumn is { } label
            ? $$"""
                {{named}}  Count = {"count", Table.RowCount, Int64.Type},
                  Counted = Table.Group({{rows}}, {"{{data.NameColumn}}", "{{label}}"}, {Count}),
                  Counts = Table.Pivot(Counted, List.Distinct(Counted[{{label}}]), "{{label}}", "count", List.Sum)
                """
            : $$"""
                  Words = { {{WebCode.Literal(model.Figures.Names)[1..^1]}} },
                  Counts = Table.FromRows(
                    List.Transform(Words, (word) =>
                      {word, List.Count(List.Select(Rows[{{data.NameColumn}}], each Text.Contains(_, word)))}),
                    {"word", "count"})
                """;
        return $"""
            let
              File = Csv.Document(Web.Contents("{model.AddressOf("csv")}"), [Encoding=65001]),
              Rows = Table.PromoteHeaders(File),
            {steps}
            in
              Counts

            """;
    }

    private static string Sheets(ChartModel model)
    {
        var csv = model.AddressOf("csv");
        if (model.Figures.Data.LabelColumn is not null)
        {
            var rows = Named($"IMPORTDATA(\"{csv}\")");
            return $"""=QUERY({rows}, "select Col1, count(Col1) group by Col1 pivot Col2", 1)""";
        }

        var words = string.Join(';', model.Figures.Names.Select(name => $"\"{name}\""));
        return $$"""=MAP({{{words}}}, LAMBDA(word, COUNTIF(IMPORTDATA("{{csv}}"), "*"&word&"*")))""";

        // The word of each code; what has none stays as it is.
        string Named(string rows) => model.Figures.Words.Count == 0 ? rows
            : $"MAP({rows}, LAMBDA(code, SWITCH(code, "
                + string.Concat(model.Figures.Words.Select(
                    word => $"{WebCode.Literal(word.Key)}, {WebCode.Literal(word.Value)}, "))
                + "code)))";
    }
}
