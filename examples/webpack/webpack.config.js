export default {
  mode: "production",
  entry: "./src/main.js",
  output: { clean: true },
  // The core is one file, and does not grow: webpack's advice on large assets is for scripts.
  performance: { assetFilter: (name) => name.endsWith(".js") },
};
