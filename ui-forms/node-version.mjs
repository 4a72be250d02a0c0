// Which versions of Node build the page: what Vite asks for.

/** @param {string} version such as "20.19.0", without a leading "v" */
export function suits(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}
