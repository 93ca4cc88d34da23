import { z } from 'zod';

/**
 * What may be sent has no members beside the declared ones either: unknown fields are refused at any depth. A component
 * described anew says so itself: beside its reference the word would count no members at all.
 */
const closed = ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void => {
  if (zodSchema._zod.def.type === 'object' && !('$ref' in jsonSchema)) jsonSchema.additionalProperties ??= false;
};

export type JsonSchema = { [key: string]: unknown };
type Direction = 'input' | 'output';

const reference = /"#\/\$defs\/([^"]+)"/g;
const placed = /"#\/(input|output)\/([^"]+)"/g;

/**
 * Collects the schemas a document names. A schema with `.meta({ id })` is one component; where what may be sent differs
 * from what is answered (defaults, unknown fields), the former is `<id>Input`.
 */
export class SchemaCatalogue {
  private readonly named = { input: new Map<string, string>(), output: new Map<string, string>() };

  /** What may be sent. */
  input(schema: z.ZodType): JsonSchema {
    return this.take(schema, 'input');
  }

  /** What is answered. */
  output(schema: z.ZodType): JsonSchema {
    return this.take(schema, 'output');
  }

  /** The definition a reference of this catalogue stands for. */
  resolve(schema: JsonSchema): JsonSchema {
    const [, direction, id] = /^#\/(input|output)\/(.+)$/.exec(String(schema.$ref)) ?? [];
    return direction ? (JSON.parse(this.named[direction as Direction].get(id!)!) as JsonSchema) : schema;
  }

  /** The document with its components in place and every reference pointing there. */
  place<D extends { components: object }>(document: D): D {
    const schemas: Record<string, unknown> = {};
    for (const direction of ['output', 'input'] as const)
      for (const [id, text] of this.named[direction]) schemas[this.finalName(direction, id)] ??= JSON.parse(text);
    const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
    const complete = JSON.stringify({ ...document, components: { ...document.components, schemas: sorted } });
    return JSON.parse(
      complete.replace(placed, (_all, direction: Direction, id: string) => `"#/components/schemas/${this.finalName(direction, id)}"`),
    ) as D;
  }

  private take(schema: z.ZodType, direction: Direction): JsonSchema {
    const {
      $schema: _,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, { io: direction, unrepresentable: 'any', override: closed }) as JsonSchema & {
      $defs?: Record<string, JsonSchema>;
    };
    for (const [id, { id: _id, ...definition }] of Object.entries($defs)) this.name(direction, id, this.point(definition, direction));
    return JSON.parse(this.point(root, direction)) as JsonSchema;
  }

  private point = (schema: JsonSchema, direction: Direction): string =>
    JSON.stringify(schema).replace(reference, (_all, id: string) => `"#/${direction}/${id}"`);

  private name(direction: Direction, id: string, text: string): void {
    const known = this.named[direction].get(id);
    if (known !== undefined && known !== text) throw new Error(`two different schemas are named ${id}`);
    this.named[direction].set(id, text);
  }

  private finalName(direction: Direction, id: string): string {
    const differs = direction === 'input' && this.named.output.has(id) && this.closure('input', id) !== this.closure('output', id);
    return differs ? `${id}Input` : id;
  }

  /** The definition with everything it refers to, as one text without directions. */
  private closure(direction: Direction, id: string, seen = new Set<string>()): string {
    if (seen.has(id)) return id;
    seen.add(id);
    const text = this.named[direction].get(id) ?? id;
    return text.replace(placed, (_all, _direction, inner: string) => this.closure(direction, inner, seen));
  }
}
