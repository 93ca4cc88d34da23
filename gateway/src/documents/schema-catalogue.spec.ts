import { z } from 'zod';
import { SchemaCatalogue, type JsonSchema } from './schema-catalogue.js';

const inner = z.object({ n: z.int().default(1) }).meta({ id: 'SpecInner' });
const outer = z.object({ inner, when: z.string().meta({ id: 'SpecWhen' }) }).meta({ id: 'SpecOuter' });

describe('the schemas of a document', () => {
  it('are one component where both directions agree, two where they differ, however deep', () => {
    const schemas = new SchemaCatalogue();
    const document = schemas.place({
      sent: schemas.input(outer),
      told: schemas.output(outer),
      components: {} as { schemas?: Record<string, JsonSchema> },
    });
    expect(document).toMatchObject({
      sent: { $ref: '#/components/schemas/SpecOuterInput' },
      told: { $ref: '#/components/schemas/SpecOuter' },
    });
    expect(Object.keys(document.components.schemas!)).toEqual(['SpecInner', 'SpecInnerInput', 'SpecOuter', 'SpecOuterInput', 'SpecWhen']);
    expect(document.components.schemas!.SpecOuterInput).toMatchObject({
      properties: { inner: { $ref: '#/components/schemas/SpecInnerInput' }, when: { $ref: '#/components/schemas/SpecWhen' } },
    });
  });

  it('say of what may be sent that it has no other members, at any depth', () => {
    const schemas = new SchemaCatalogue();
    const sent = schemas.input(z.object({ list: z.array(z.object({ n: z.int() })), free: z.record(z.string(), z.int()) }));
    expect(sent).toMatchObject({
      additionalProperties: false,
      properties: { list: { items: { additionalProperties: false } }, free: { additionalProperties: { type: 'integer' } } },
    });
  });

  it('leave a component whole where it is described anew', () => {
    const schemas = new SchemaCatalogue();
    const { properties } = schemas.output(z.object({ described: inner.meta({ description: 'Said here' }) })) as {
      properties: { described: JsonSchema };
    };
    expect(Object.keys(properties.described).sort()).toEqual(['$ref', 'description']);
  });

  it('gives the definition behind a reference', () => {
    const schemas = new SchemaCatalogue();
    expect(schemas.resolve(schemas.input(outer))).toMatchObject({ type: 'object', required: ['inner', 'when'] });
  });
});
