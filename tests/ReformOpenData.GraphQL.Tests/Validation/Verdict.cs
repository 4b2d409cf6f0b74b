using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.GraphQL.Validation;

namespace ReformOpenData.GraphQL.Tests.Validation;

/// <summary>Validates documents against a schema like that of chapter 5's examples.</summary>
internal static class Verdict
{
    public static Schema Pets { get; } = SchemaBuilder.Build(
        """
        type Query {
          dog: Dog
          cat: Cat
          pet: Pet
          named: Named
          being: Being
          human(id: ID!, surname: Boolean! = false): Human
          findDog(searchBy: FindDogInput): Dog
          arguments: Arguments
          oneOf(by: By, byAll: [By!]): Pet
          lists(matrix: [[Int]!]): [Int]
        }

        type Mutation {
          addPet(pet: PetInput!): Pet
        }

        type Subscription {
          newMessage: Message
          disallowedSecondRootField: Boolean
        }

        type Message {
          body: String
          sender: String
        }

        interface Named { name: String! }

        interface Pet implements Named { name: String! owner: Human }

        enum DogCommand { SIT DOWN HEEL }

        type Dog implements Pet & Named {
          name: String!
          nickname: String
          barkVolume: Int
          doesKnowCommand(dogCommand: DogCommand!): Boolean!
          isHouseTrained(atOtherHomes: Boolean): Boolean!
          owner: Human
          friends(first: Int = 3): [Dog!]
        }

        type Cat implements Pet & Named {
          name: String!
          nickname: Int
          meowVolume: Int
          owner: Human
        }

        type Human implements Named { name: String! pets: [Pet!] dog: Dog }

        type Alien { home: String! }

        union Being = Human | Alien

        type Arguments {
          int(value: Int): Int
          float(value: Float): Float
          string(value: String): String
          boolean(value: Boolean): Boolean
          id(value: ID): ID
          required(value: Boolean!): Boolean!
          withDefault(value: Boolean! = false): Boolean!
          list(value: [Boolean!]): Boolean
          requiredList(value: [Boolean]!): Boolean
          day(value: Day): Day
        }

        scalar Day

        input FindDogInput { name: String owner: String kind: DogCommand = SIT }

        input PetInput { name: String! age: Int! = 1 tricks: [TrickInput!] }

        input TrickInput { name: String! level: Int }

        input By @oneOf { name: String id: ID }

        directive @onQuery on QUERY
        directive @tag(name: String!, weight: Int) repeatable on QUERY | FIELD | FRAGMENT_SPREAD
        """u8.ToArray());

    /// <summary>All errors, each as <c>message @ line:column line:column</c>, in the order in which they are
    /// reported.</summary>
    public static void AssertErrors(string document, params string[] errors) =>
        Assert.Equal(errors, Validate(Pets, document).Select(Describe));

    public static IReadOnlyList<GraphQLError> Validate(Schema schema, string document) =>
        Validator.Validate(schema, Parser.Parse(Encoding.UTF8.GetBytes(document)));

    public static string Describe(GraphQLError error) =>
        $"{error.Message} @{string.Concat(error.Locations.Select(at => $" {at.Line}:{at.Column}"))}";
}
