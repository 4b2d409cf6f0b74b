using ReformOpenData.Data.Queries.Model;

namespace ReformOpenData.Data.Queries;

/// <summary>Which rows a condition is asked of, and about how many.</summary>
internal readonly record struct Asked(Entity Entity, double Rows);
