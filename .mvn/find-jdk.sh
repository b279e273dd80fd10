# Sourced by ./gatehouse and ./mvnw: exports JAVA_HOME as a JDK 25, or explains what was searched and returns 1.
# The order is JAVA_HOME, the java on the PATH, then the usual places of packages, SDKMAN, asdf, jenv and macOS.

gatehouse_is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

gatehouse_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && gatehouse_is_jdk25 "$JAVA_HOME"; then
    return 0
  fi
  gatehouse_path_java=$(command -v javac 2>/dev/null) || gatehouse_path_java=
  if [ -n "$gatehouse_path_java" ]; then
    gatehouse_path_java=$(readlink -f "$gatehouse_path_java" 2>/dev/null || printf %s "$gatehouse_path_java")
  fi
  # The wrapper runs with globbing switched off (set -f); the patterns below need it.
  case $- in *f*) gatehouse_noglob=yes ;; *) gatehouse_noglob= ;; esac
  set +f
  for gatehouse_candidate in \
    "${gatehouse_path_java%/bin/javac}" \
    "${GATEHOUSE_JAVA_HOME-}" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/*jdk*25* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* "$HOME"/.asdf/installs/java/*25* "$HOME"/.jenv/versions/25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$gatehouse_candidate" ] && gatehouse_is_jdk25 "$gatehouse_candidate"; then
      JAVA_HOME=$gatehouse_candidate
      export JAVA_HOME
      [ -z "$gatehouse_noglob" ] || set -f
      return 0
    fi
  done
  [ -z "$gatehouse_noglob" ] || set -f
  echo "gatehouse: no JDK 25 was found in JAVA_HOME, on the PATH, or in the usual places (/usr/lib/jvm, ~/.sdkman, ~/.jdks ...)." >&2
  echo "gatehouse: install one (for example Temurin 25) or set JAVA_HOME to it." >&2
  return 1
}

gatehouse_find_jdk
