import {
  GraphQLEnumType, GraphQLList, GraphQLNonNull, GraphQLScalarType, isAbstractType,
} from 'graphql';

/*
 * The data that both engines execute on: every value is made from the seed of its parent object, the field's name and the
 * coerced arguments, so that both sides hold the same world without sending it. Data.cs says the same in C#.
 */

const TEXTS = ['', 'plain', '会津若松市', 'é\u0301', '😀 smile', 'quote " slash \\ / tab \t', 'line\nbreak\r', '\u0001\u001f\u007f', '<&>\'', '\u2028'];
const bits = new DataView(new ArrayBuffer(8));

export function mix(a, b) {
  let h = Math.imul((a ^ 0x9e3779b9) >>> 0, 0x85ebca6b) ^ (b >>> 0);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** FNV-1a over UTF-16 code units. */
export function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A coerced value in one spelling: numbers by the bits of their double, keys in order. */
export function canonical(value) {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean': return String(value);
    case 'string': return `"${value}"`;
    case 'number': case 'bigint': {
      // An integer has no negative zero, but JavaScript reads one.
      bits.setFloat64(0, Number(value) || 0);
      return `#${bits.getUint32(0).toString(16).padStart(8, '0')}${bits.getUint32(4).toString(16).padStart(8, '0')}`;
    }
    default:
      if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
      return `{${Object.keys(value).filter((key) => value[key] !== undefined).sort().map((key) => `${key}:${canonical(value[key])}`).join(',')}}`;
  }
}

function leaf(type, seed) {
  if (type instanceof GraphQLEnumType) return type.getValues()[seed % type.getValues().length].name;
  switch (type.name) {
    case 'Int': return mix(seed, 1) | 0;
    case 'Float': return ((seed % 2001) - 1000) / 8;
    case 'Boolean': return seed % 2 === 0;
    case 'ID': return String(seed);
    default: return TEXTS[seed % TEXTS.length];
  }
}

function valueOf(schema, type, seed) {
  if (type instanceof GraphQLNonNull) return seed % 41 === 0 ? null : nonNull(schema, type.ofType, seed);
  return seed % 8 === 0 ? null : nonNull(schema, type, seed);
}

function nonNull(schema, type, seed) {
  if (type instanceof GraphQLList) {
    return Array.from({ length: mix(seed, 77) % 4 }, (_, index) => valueOf(schema, type.ofType, mix(seed, index + 100)));
  }
  if (type instanceof GraphQLScalarType || type instanceof GraphQLEnumType) return leaf(type, seed);
  if (isAbstractType(type)) {
    const names = schema.getPossibleTypes(type).map((possible) => possible.name).sort();
    return { __typename: names[mix(seed, 5) % names.length], seed: mix(seed, 6) };
  }
  return { __typename: type.name, seed: mix(seed, 6) };
}

export const ROOT = { seed: 1 };

/** The one resolver of all fields. */
export function resolve(parent, args, _context, info) {
  const seed = mix(mix(parent.seed, hash(info.fieldName)), hash(canonical(args)));
  if (seed % 23 === 0) throw new Error(`boom ${seed}`);
  return valueOf(info.schema, info.returnType, seed);
}
