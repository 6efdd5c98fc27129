package io.gatehouse.store;

/**
 * Where a value lives. Keys nest as the control plane's paths do: {@code /restapis/a1b2/resources/x9/methods/GET}.
 *
 * @param parent the path of the owning value, empty at the top
 * @param kind the collection, as in AWS's paths: {@code restapis}, {@code stages}
 * @param id unique among the parent's values of this kind; compared byte by byte
 */
public record Key(String parent, String kind, String id) {

    public static Key root(String kind, String id) {
        return new Key("", kind, id);
    }

    public Key child(String childKind, String childId) {
        return new Key(path(), childKind, childId);
    }

    /** The whole path; slashes and percent signs of the id are percent-encoded, so a path names one value. */
    public String path() {
        return parent + '/' + kind + '/' + id.replace("%", "%25").replace("/", "%2F");
    }

    @Override
    public String toString() {
        return path();
    }
}
