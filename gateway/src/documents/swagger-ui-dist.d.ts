declare module 'swagger-ui-dist/absolute-path.js' {
  /** The folder of the static files. */
  const absolutePath: () => string;
  export default absolutePath;
}
