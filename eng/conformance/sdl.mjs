import { Kind, parse, print, visit } from 'graphql';
import { name, typeNode } from './values.mjs';
import { mutateText, respace } from './mutate.mjs';

const EXTRA = [
  'type Dog { a: Int }', 'extend type Missing { a: Int }', 'extend type Mood { a: Int }', 'extend type Dog { id: ID! }', 'directive @note on FIELD',
  'directive @loop(a: Int @loop) on ARGUMENT_DEFINITION', 'schema { query: Root }', 'extend schema { query: Root }', 'extend schema { mutation: Dog }',
  'type Empty', 'input Hollow', 'enum None', 'union Nobody', 'interface Bare', 'enum Bad { true }', 'enum Bad2 { A A }', 'union Twice = Dog | Dog',
  'union Wrong = Dog | Mood', 'union Wrong2 = Dog | Named', 'type __Mine { a: Int }', 'type T1 { __a: Int }', 'type T2 { a(__b: Int): Int }', 'input I1 { a: I1! }',
  'input I2 { a: I3! } input I3 { a: I2! }', 'input I4 { a: Dog }', 'type T3 { a: Filter }', 'type T4 { a(b: Dog): Int }', 'type T5 implements Node { id: ID }',
  'type T6 implements Named { name: String }', 'type T7 implements Animal { id: ID! }', 'type T8 implements Dog { id: ID! }', 'interface N1 implements N1 { a: Int }',
  'interface N2 implements N3 { a: Int } interface N3 implements N2 { a: Int }', 'type T9 implements Node & Node { id: ID! }', 'input O1 @oneOf { a: Int! }',
  'input O2 @oneOf { a: Int = 1 }', 'input O3 @oneOf { a: O3 }', 'type T10 { a(b: Int! @deprecated): Int }', 'input D1 { a: Int! @deprecated }', 'scalar S @specifiedBy',
  'scalar S2 @specifiedBy(url: 1)', 'scalar S3 @specifiedBy(url: "a") @specifiedBy(url: "b")', 'type T11 { a: Int @skip(if: true) }', 'type T12 { a: Unknown }',
  'type T13 { a: Int @unknown }', 'type T14 { a(b: Int = "x"): Int }', 'input V1 { a: Int = 1.5, b: Mood = NOPE, c: [Int!] = [null], d: Range = {} }',
  'type T15 implements Node { id(extra: Int!): ID! }', 'type T16 implements Node { id(extra: Int): ID! }', 'type T17 @note(txt: "a") { a: Int }', 'type T18 @note(text: 1) { a: Int }',
  'type T19 { a: Int @deprecated(reason: null) }', 'directive @__mine on FIELD', 'directive @d1(__a: Int) on FIELD', 'directive @d2(a: Dog) on FIELD',
  'directive @d3(a: Int, a: Int) on FIELD', 'type T20 { a: Int a: Int }', 'type T21 { a(b: Int, b: Int): Int }', 'input I5 { a: Int a: Int }', 'extend input By { more: Int! }',
  'extend enum Mood { SAD }', 'extend union Pet = Dog', 'extend union Pet = Person', 'extend interface Node { more: Int }', 'extend scalar Day', 
  'directive @skip on FIELD', 'directive @deprecated(a: Int) on FIELD', 'extend schema @note @unknown',
  'input L1 { a: L1 = {} }', 'input L2 { a: L2 = { a: { a: null } } }', 'input L3 { a: L4 = {} } input L4 { b: L3 = {} }', 'type T22 implements Animal & Node & Named { id: ID! name: String fullName(upper: Boolean, separator: String): String parents: [Person!] weight(unit: Unit!): Float friend: Animal }',
];

/** A schema text with one or two faults, or with none that matters. */
export function mutateSchema(text, random) {
  const document = structuredClone(parse(text, { noLocation: true }));
  const extras = [];
  for (let times = 1 + random.below(2); times > 0; times--) {
    switch (random.below(10)) {
      case 0: case 1: case 2: case 3:
        extras.push(random.pick(EXTRA));
        break;
      case 4: document.definitions.splice(random.below(document.definitions.length), 1); break;
      case 5: document.definitions.push(structuredClone(random.pick(document.definitions))); break;
      case 6: case 7: {
        const places = [];
        visit(document, { enter: (node, key, parent) => void (Array.isArray(parent) && places.push([parent, key])) });
        const [list, key] = random.pick(places);
        if (random.chance(50)) list.splice(key, 1);
        else list.push(structuredClone(list[key]));
        break;
      }
      case 8: {
        const names = [];
        visit(document, { Name: (node) => void names.push(node) });
        random.pick(names).value = random.pick(names).value;
        break;
      }
      default: {
        const typed = [];
        visit(document, { enter: (node) => void ((node.kind === Kind.FIELD_DEFINITION || node.kind === Kind.INPUT_VALUE_DEFINITION) && typed.push(node)) });
        const target = random.pick(typed);
        if (target) target.type = typeNode(random.pick(['Int', 'Int!', '[Int]', 'Dog', 'Filter', '[Filter!]!', 'String!', 'ID!', 'Nobody', 'Mood', 'Pet', 'By!', 'Node']));
        if (target) target.name = random.chance(20) ? name('id') : target.name;
      }
    }
  }
  const printed = [...(random.chance(50) ? [print(document), ...extras] : [...extras, print(document)])].join('\n\n');
  if (random.chance(10)) return mutateText(printed, random);
  return random.chance(20) ? respace(printed, random) : printed;
}
