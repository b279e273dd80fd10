package dev.gatehouse.functions.runtime;

import dev.gatehouse.functions.host.RuntimeChoice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses an interpreter of this machine for a runtime identifier. The machine is searched when a
 * language is first asked for, and again only while nothing of it has been found. Safe for any
 * number of threads.
 */
public final class InstalledRuntimes {
    private final RuntimePlaces places;
    private final InterpreterSearch search;
    private final boolean strict;
    private final Map<Language, List<Interpreter>> installed = new ConcurrentHashMap<>();

    /**
     * @param strict whether only the very version that is named will do
     */
    public InstalledRuntimes(RuntimePlaces places, boolean strict) {
        this.places = places;
        this.search = new InterpreterSearch(places);
        this.strict = strict;
    }

    /** The named version where it is installed, otherwise the nearest one with a warning. */
    public Selection select(String identifier) {
        return RuntimeIdentifier.named(identifier)
                .map(this::select)
                .orElseGet(
                        () -> missing("Runtime " + identifier + " cannot be run by this server"));
    }

    private Selection select(RuntimeIdentifier wanted) {
        if (wanted.language() == Language.EXECUTABLE) {
            return new Selection(
                    new RuntimeChoice.Exact("the package's own bootstrap"), Optional.empty());
        }
        return installed(wanted.language()).stream()
                .min(nearness(wanted))
                .map(nearest -> judge(wanted, nearest))
                .orElseGet(() -> missing(notInstalled(wanted) + ", nor any other version"));
    }

    /** What is installed of a language. */
    public List<Interpreter> installed(Language language) {
        List<Interpreter> known = installed.get(language);
        if (known != null) {
            return known;
        }
        List<Interpreter> found = search.find(language);
        if (!found.isEmpty()) {
            installed.put(language, found);
        }
        return found;
    }

    private Selection judge(RuntimeIdentifier wanted, Interpreter nearest) {
        String description = nearest.toString();
        if (nearest.release() == wanted.release()) {
            return new Selection(new RuntimeChoice.Exact(description), Optional.of(nearest));
        }
        String difference = notInstalled(wanted) + "; " + description;
        if (strict) {
            return missing(difference + " is the nearest, which strict runtimes do not allow");
        }
        RuntimeChoice choice =
                new RuntimeChoice.Nearest(description, difference + " stands in for it");
        return new Selection(choice, Optional.of(nearest));
    }

    /** The smallest step first; a newer one before an older one, for Java always. */
    private static Comparator<Interpreter> nearness(RuntimeIdentifier wanted) {
        return Comparator.comparingInt(candidate -> {
            int newer = candidate.release() - wanted.release();
            int older = wanted.language() == Language.JAVA ? -1000 * newer : -2 * newer + 1;
            return newer >= 0 ? 2 * newer : older;
        });
    }

    private String notInstalled(RuntimeIdentifier wanted) {
        return "%s (%s) is not installed in %s"
                .formatted(wanted.language().named(wanted.version()), wanted.name(), places);
    }

    private static Selection missing(String reason) {
        return new Selection(new RuntimeChoice.Missing(reason), Optional.empty());
    }
}
