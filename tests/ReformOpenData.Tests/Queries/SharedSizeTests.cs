using System.Collections;
using System.Reflection;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Queries;

/// <summary>What is known of a release is read by all questions at once: none of them may change it.</summary>
public sealed class SharedSizeTests(SqliteDatabase database, CaseTests.Filled filled)
    : IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>
{
    [Theory]
    [InlineData("ratings(where: { label: { contains: \"一度も問われていない\" } }) { totalCount }")]
    [InlineData("ratings(where: { label: { eq: \"これも\" } }) { groups(by: [GRADE]) { grade count } }")]
    [InlineData("ratings { groups(by: [LABEL], matching: { label: { in: [\"あれも\"] } }) { label matchingCount } }")]
    [InlineData("narratives(where: { text: { contains: \"どれも\" } }) { totalCount nodes { text } }")]
    [InlineData("search(query: \"財政\") { totalCount nodes { field } }")]
    [InlineData("dataset { publishers licences { name } }")]
    public async Task No_question_adds_to_what_is_known_of_a_release(string question)
    {
        var store = await filled.StoreAsync(database);
        var size = await store.Store.SizeAsync(2);
        var before = Items(size);
        Assert.True(before > 100);
        var answer = await store.AskAsync($"{{ {question} }}", release: 2);
        Assert.NotEmpty(answer.Data.EnumerateObject());
        Assert.Same(size, await store.Store.SizeAsync(2));
        Assert.Equal(before, Items(size));
    }

    /// <summary>How many items all collections hold that an object leads to.</summary>
    private static int Items(object start)
    {
        var reached = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var ahead = new Stack<object?>([start]);
        var items = 0;
        while (ahead.TryPop(out var reference))
        {
            if (reference is null or string or Delegate or Type || !reached.Add(reference))
                continue;
            if (reference is IEnumerable all)
            {
                foreach (var item in all)
                {
                    items++;
                    ahead.Push(item);
                }
            }

            for (var type = reference.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            {
                const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Instance
                    | BindingFlags.Public | BindingFlags.NonPublic;
                foreach (var field in type.GetFields(Own).Where(field => !field.FieldType.IsPrimitive))
                    ahead.Push(field.GetValue(reference));
            }
        }

        return items;
    }
}
