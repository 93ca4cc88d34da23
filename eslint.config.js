import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Rules are pure: what they need of the world is an argument. The same is proven in test/architecture/rules.spec.ts. */
const impure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'A rule takes now as an argument.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'A rule takes now as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'A rule leaves nothing to chance.' },
];
const namedExports = [{ selector: 'ExportDefaultDeclaration', message: 'Export by name.' }];

export default tseslint.config(
  {
    ignores: ['**/dist/', '**/node_modules/', '.data/', 'coverage/', 'gateway/public/', 'test/architecture/violations/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: ['tsconfig.eslint.json'], tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-syntax': ['error', ...namedExports],
      'prefer-const': ['error', { destructuring: 'all' }],
      'max-lines': ['warn', 150],
    },
  },
  { files: ['{libs,services}/*/src/**/*.ts', 'gateway/src/**/*.ts'], rules: { 'no-console': 'error' } },
  {
    files: ['services/**/*.rules.ts', 'gateway/**/*.rules.ts', 'libs/shared/src/domain/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...namedExports, ...impure] },
  },
  { files: ['**/*.spec.ts', '**/contracts/**/*.ts', '**/migrations/*.ts'], rules: { 'max-lines': 'off' } },
  { files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
