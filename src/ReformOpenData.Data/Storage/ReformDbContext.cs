using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using NpgsqlTypes;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// The tables of docs/ARCHITECTURE.md: one model for both databases. Foreign keys follow the chain of parents, whose
/// columns are indexed; the repeated ancestors and <c>document_id</c> carry none, since every row is checked as it is
/// written and never changes.
/// </summary>
public sealed class ReformDbContext(DbContextOptions<ReformDbContext> options) : DbContext(options)
{
    private static readonly string[] Leading = ["Id", "EditionId", "Key"];

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Every index stands below, so that an index is a decision and not a side effect.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Plans(modelBuilder);
        Assessments(modelBuilder);
        Sources(modelBuilder);
        Releases(modelBuilder);
        Name(modelBuilder);
    }

    private static void Plans(ModelBuilder model)
    {
        Node<MunicipalityRow>(model);
        Child<MunicipalityRow, EditionRow>(model, nameof(DataRow.EditionId), indexed: false);
        Node<DepartmentRow>(model);
        Child<DepartmentRow, MunicipalityRow>(model, nameof(DepartmentRow.MunicipalityId));
        Node<PlanRow>(model);
        Child<PlanRow, MunicipalityRow>(model, nameof(PlanRow.MunicipalityId));
        Data<RatingScaleRow>(model);
        Child<RatingScaleRow, PlanRow>(model, nameof(RatingScaleRow.PlanId));
        Node<CategoryRow>(model);
        Child<CategoryRow, PlanRow>(model, nameof(CategoryRow.PlanId));
        Node<ItemRow>(model);
        Child<ItemRow, CategoryRow>(model, nameof(ItemRow.CategoryId));
        Node<InitiativeRow>(model);
        Child<InitiativeRow, ItemRow>(model, nameof(InitiativeRow.ItemId));
        model.Entity<DepartmentSuccessorRow>().HasKey(row => new { row.DepartmentId, row.SuccessorId });
        model.Entity<DepartmentSuccessorRow>().HasIndex(row => row.EditionId);
        Child<DepartmentSuccessorRow, DepartmentRow>(
            model, nameof(DepartmentSuccessorRow.DepartmentId), indexed: false);
        Child<DepartmentSuccessorRow, DepartmentRow>(model, nameof(DepartmentSuccessorRow.SuccessorId));
        model.Entity<InitiativeSuccessorRow>().HasKey(row => new { row.InitiativeId, row.SuccessorId });
        model.Entity<InitiativeSuccessorRow>().HasIndex(row => row.EditionId);
        Child<InitiativeSuccessorRow, InitiativeRow>(
            model, nameof(InitiativeSuccessorRow.InitiativeId), indexed: false);
        Child<InitiativeSuccessorRow, InitiativeRow>(model, nameof(InitiativeSuccessorRow.SuccessorId));
    }

    private static void Assessments(ModelBuilder model)
    {
        Node<AssessmentRow>(model);
        Child<AssessmentRow, InitiativeRow>(model, nameof(AssessmentRow.InitiativeId));
        Data<ResponsibilityRow>(model).Property(row => row.Role).HasDefaultValue(ResponsibilityRole.Lead);
        Child<ResponsibilityRow, AssessmentRow>(model, nameof(ResponsibilityRow.AssessmentId));
        Child<ResponsibilityRow, DepartmentRow>(model, nameof(ResponsibilityRow.DepartmentId));
        Node<NarrativeRow>(model).Property(row => row.Kind).HasDefaultValue(NarrativeKind.Result);
        Child<NarrativeRow, AssessmentRow>(model, nameof(NarrativeRow.AssessmentId));
        Data<SectionRow>(model);
        Child<SectionRow, AssessmentRow>(model, nameof(SectionRow.AssessmentId));
        Child<SectionRow, NarrativeRow>(model, nameof(SectionRow.NarrativeId));
        var rating = Node<RatingRow>(model);
        Child<RatingRow, AssessmentRow>(model, nameof(RatingRow.AssessmentId));
        rating.HasIndex(row => row.MunicipalityId);

        // By what a plan is summed up by, so that this is read from the index alone.
        rating.HasIndex(row => new { row.PlanId, row.FiscalYear, row.IsFinal, row.Evaluator, row.Aspect, row.Label });
        rating.HasIndex(row => row.CategoryId);
        rating.HasIndex(row => row.ItemId);
        rating.HasIndex(row => row.InitiativeId);
        model.Entity<RatingDepartmentRow>().HasKey(row => new { row.RatingId, row.Position });
        model.Entity<RatingDepartmentRow>().HasIndex(row => row.EditionId);
        Child<RatingDepartmentRow, RatingRow>(model, nameof(RatingDepartmentRow.RatingId), indexed: false);
        Child<RatingDepartmentRow, DepartmentRow>(model, nameof(RatingDepartmentRow.DepartmentId));
        Node<MeasureRow>(model);
        Child<MeasureRow, AssessmentRow>(model, nameof(MeasureRow.AssessmentId));
        model.Entity<MeasureRow>().HasIndex(row => row.InitiativeId);
        Node<MeasureValueRow>(model);
        Child<MeasureValueRow, MeasureRow>(model, nameof(MeasureValueRow.MeasureId));
    }

    private static void Sources(ModelBuilder model)
    {
        Node<SourceDocumentRow>(model);
        Child<SourceDocumentRow, MunicipalityRow>(model, nameof(SourceDocumentRow.MunicipalityId));
        model.Entity<SourceDocumentRow>().HasIndex(row => row.PlanId);
        Data<SourceCellRow>(model);
        Child<SourceCellRow, AssessmentRow>(model, nameof(SourceCellRow.AssessmentId));
        Data<FindingRow>(model);
        Child<FindingRow, SourceDocumentRow>(model, nameof(FindingRow.DocumentId));
        Node<CorrectionRow>(model);
        Child<CorrectionRow, MunicipalityRow>(model, nameof(CorrectionRow.MunicipalityId));
        model.Entity<CorrectionRow>().HasIndex(row => row.AssessmentId);
    }

    private void Releases(ModelBuilder model)
    {
        var search = Data<SearchTextRow>(model);

        // Ids are unique in the whole store. An index that began with the kind would tempt PostgreSQL to join it with
        // that of the grams, and to read half of it for each search.
        search.HasIndex(row => new { row.EntityId, row.Field }).IsUnique();
        search.HasIndex(row => new { row.Key, row.Field });
        if (Database.IsNpgsql())
        {
            search.Property<NpgsqlTsVector>("Grams").IsRequired();
            search.HasIndex("Grams").HasMethod("gin");
        }

        Counted(model.Entity<EditionRow>());
        Counted(model.Entity<ReleaseRow>());
        model.Entity<EditionRow>().Property(row => row.Id).ValueGeneratedNever();
        model.Entity<EditionRow>().HasIndex(row => row.MunicipalityCode);
        model.Entity<ReleaseRow>().HasKey(row => row.Number);
        model.Entity<ReleaseRow>().Property(row => row.Number).ValueGeneratedNever();
        model.Entity<ReleaseEditionRow>().HasKey(row => new { row.ReleaseNumber, row.EditionId });
        Child<ReleaseEditionRow, ReleaseRow>(model, nameof(ReleaseEditionRow.ReleaseNumber), indexed: false);
        Child<ReleaseEditionRow, EditionRow>(model, nameof(ReleaseEditionRow.EditionId));
        var change = model.Entity<ReleaseChangeRow>();
        change.Property(row => row.Id).ValueGeneratedNever();
        change.HasIndex(row => new { row.ReleaseNumber, row.Position }).IsUnique();
        Child<ReleaseChangeRow, ReleaseRow>(model, nameof(ReleaseChangeRow.ReleaseNumber), indexed: false);
        model.Entity<TakenDownDocumentRow>().HasKey(row => new { row.ReleaseNumber, row.Sha256 });
        Child<TakenDownDocumentRow, ReleaseRow>(model, nameof(TakenDownDocumentRow.ReleaseNumber), indexed: false);
        var gram = model.Entity<GramCountRow>();
        gram.HasKey(row => new { row.Text, row.Gram, row.SinceRelease });
        gram.HasIndex(row => row.Texts).HasFilter($"texts >= {GramCountRow.Rare}");
        Child<GramCountRow, ReleaseRow>(model, nameof(GramCountRow.SinceRelease));
        model.Entity<RowCountRow>().HasKey(row => new { row.Entity, row.Cell, row.SinceRelease });
        Child<RowCountRow, ReleaseRow>(model, nameof(RowCountRow.SinceRelease));
        model.Entity<StoreStateRow>().Property(row => row.Id).ValueGeneratedNever();
        Child<StoreStateRow, ReleaseRow>(model, nameof(StoreStateRow.CurrentRelease), indexed: false);
    }

    /// <summary>What is counted since a later version is 0 in what earlier ones wrote.</summary>
    private static void Counted<TRow>(EntityTypeBuilder<TRow> entity)
        where TRow : CountedRow
    {
        entity.Property(row => row.MeasureCount).HasDefaultValue(0);
        entity.Property(row => row.MeasureValueCount).HasDefaultValue(0);
    }

    private static EntityTypeBuilder<TRow> Data<TRow>(ModelBuilder model)
        where TRow : DataRow
    {
        var entity = model.Entity<TRow>();
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.HasIndex(row => row.EditionId);
        return entity;
    }

    private static EntityTypeBuilder<TRow> Node<TRow>(ModelBuilder model)
        where TRow : NodeRow
    {
        var entity = model.Entity<TRow>();
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.HasIndex(row => new { row.EditionId, row.Key }).IsUnique();
        entity.HasIndex(row => row.Key);
        return entity;
    }

    private static void Child<TRow, TParent>(ModelBuilder model, string column, bool indexed = true)
        where TRow : class
        where TParent : class
    {
        model.Entity<TRow>().HasOne<TParent>().WithMany().HasForeignKey(column).OnDelete(DeleteBehavior.NoAction);
        if (indexed)
            model.Entity<TRow>().HasIndex(column);
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Fold();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Fold();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void Fold()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            foreach (var text in entry.Metadata.GetProperties().Where(FoldedAttribute.IsOn))
            {
                entry.Property(FoldedAttribute.SiblingOf(text.Name)).CurrentValue =
                    Folding.Unlike((string?)entry.Property(text.Name).CurrentValue);
            }
        }
    }

    /// <summary>Names everything in snake_case, and sorts text by code point on PostgreSQL as SQLite does.</summary>
    private void Name(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var table = SnakeCase.TableOf(entity.ClrType);
            entity.SetTableName(table);
            foreach (var text in entity.GetProperties().Where(FoldedAttribute.IsOn).ToList())
                entity.AddProperty(FoldedAttribute.SiblingOf(text.Name), typeof(string));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase.Of(property.Name));
                property.SetColumnOrder(
                    Array.IndexOf(Leading, property.Name) is var place and >= 0 ? place : Leading.Length);
                if (Database.IsNpgsql() && property.ClrType == typeof(string))
                    property.SetCollation("C");
            }

            foreach (var key in entity.GetKeys())
                key.SetName("pk_" + table);
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName("ix_" + table + "_" + Columns(index.Properties));
            foreach (var foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName("fk_" + table + "_" + Columns(foreignKey.Properties));
        }

        static string Columns(IEnumerable<Microsoft.EntityFrameworkCore.Metadata.IReadOnlyProperty> properties) =>
            string.Join('_', properties.Select(property => SnakeCase.Of(property.Name)));
    }
}
