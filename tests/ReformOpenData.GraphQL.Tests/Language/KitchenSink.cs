namespace ReformOpenData.GraphQL.Tests.Language;

/// <summary>Two documents that use every production of the grammar.</summary>
internal static class KitchenSink
{
    public const string Query = """"""""
        "Asks for a tree." query Tree("One variable" $code: String! = "072028" @v, """ Another """ $list: [[Int!]!] = [[1], []]) @onQuery(a: true) {
          city: municipality(code: $code) @include(if: true) @skip(if: false) {
            ... on Municipality @onInline { name, ...Rest @onSpread(x: {a: 1, b: [TRUE, false, null, "x\u{1F600}\uD83D\uDE00\n\"/"]}) }
            ... @include(if: $x) { id }
            ... { code }
            on type query fragment input: true(null: null) extend
          }
          long(first: 1000000, after: "a cursor that is long enough to make the line break", where: {and: [{name: {eq: "市民"}}]}, f: -1.5e+10)
          wide(list: ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccc"], o: {})
          block(text: """
            First
              indented \"""quoted\"""
            last \
          """, b: """   keeps its spaces""", c: """""", d: """ends with a quote" """, e: """x\"""""")
        }
        mutation Change { set(value: 0, other: -0, float: 0.0, exponent: 1E5) { ok } }
        subscription S { news { id } }
        { shorthand }
        query ($a: Int) @d { anonymous(a: $a) }
        """Describes the
        fragment"""
        fragment Rest on Municipality @onFragment { plans { title } }
        """""""";

    public const string Sdl = """"""""
        """The schema""" schema @s { query: Q mutation: M subscription: S }
        extend schema @more
        extend schema { query: R }
        "A scalar" scalar Date @specifiedBy(url: "https://example.org/date")
        extend scalar Date @x
        """
        An object
        """
        type Q implements & Node & Named @o(a: [1, {b: null}]) { "A field" a("an argument" x: Int = 1 @a, y: [Q!]! = []): String! @deprecated(reason: "old") b: Int }
        type Empty
        extend type Q implements Other
        extend type Q @more
        extend type Q { c(one: Int, two: Int): Int }
        interface Node implements Named { id: ID! }
        extend interface Node { x: Int }
        "A union" union U @u = | A | B
        union None
        extend union U = C
        extend union U @v
        enum E @e { "one" A @deprecated B """ block """ C }
        enum NoValues
        extend enum E { D }
        extend enum E @f
        input I @i { a: Int = 1 @x, "b" b: [I!] = [{a: 1}] }
        input NoFields
        extend input I { c: I }
        extend input I @oneOf
        "A directive" directive @d("why" reason: String = "x", n: Int) repeatable on | QUERY | FIELD_DEFINITION
        directive @plain on VARIABLE_DEFINITION
        """""""";
}
