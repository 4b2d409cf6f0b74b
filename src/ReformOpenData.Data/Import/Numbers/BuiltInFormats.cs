namespace ReformOpenData.Data.Import.Numbers;

/// <summary>
/// The formats that a workbook names by number alone, as Excel in Japanese shows them (ECMA-376 part 1, §18.8.30).
/// </summary>
internal static class BuiltInFormats
{
    private const string Era = "[$-411]ge.m.d";
    private const string EraDate = "[$-411]ggge\"年\"m\"月\"d\"日\"";
    private const string YearMonth = "yyyy\"年\"m\"月\"";
    private const string MonthDay = "m\"月\"d\"日\"";

    /// <summary>Null for a number that means nothing here.</summary>
    public static string? Code(int id) => id switch
    {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 or 6 => "\"¥\"#,##0;\"¥\"\\-#,##0",
        7 or 8 => "\"¥\"#,##0.00;\"¥\"\\-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 or 36 or 50 or 57 => Era,
        28 or 29 or 51 or 54 or 58 => EraDate,
        30 => "m/d/yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"時\"mm\"分\"",
        33 => "h\"時\"mm\"分\"ss\"秒\"",
        34 or 52 or 55 => YearMonth,
        35 or 53 or 56 => MonthDay,
        37 or 38 => "#,##0;\\-#,##0",
        39 or 40 => "#,##0.00;\\-#,##0.00",
        41 => "_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ",
        42 => "_ \"¥\"* #,##0_ ;_ \"¥\"* \\-#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ ",
        43 => "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        44 => "_ \"¥\"* #,##0.00_ ;_ \"¥\"* \\-#,##0.00_ ;_ \"¥\"* \"-\"??_ ;_ @_ ",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => null,
    };
}
