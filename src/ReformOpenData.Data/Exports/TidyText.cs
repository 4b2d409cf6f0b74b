namespace ReformOpenData.Data.Exports;

/// <summary>
/// A text of a category, item or initiative that is a column of the tidy table: it is written, read and compared over
/// the rows as its list in <see cref="TidyColumns"/> says.
/// </summary>
/// <param name="Property">Its name in the record, and in the row of the store.</param>
internal sealed record TidyText<TRecord>(
    TidyColumn Column, string Property, Func<TRecord, string?> Of, Func<TRecord, string?, TRecord> With);
