package io.gatehouse.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A row of the one table. Times are milliseconds since 1970; the version's first value differs between providers. */
@Entity
@Table(name = "gatehouse_document")
public class Document {
    @Id
    @Column(name = "path")
    private String path = "";

    @Column(name = "parent", updatable = false)
    private String parent = "";

    @Column(name = "kind", updatable = false)
    private String kind = "";

    @Column(name = "id", updatable = false)
    private String id = "";

    @Column(name = "body")
    private String body = "";

    @Version
    @Column(name = "version")
    private long version;

    @Column(name = "created", updatable = false)
    private long created;

    @Column(name = "updated")
    private long updated;

    /** For Jakarta Persistence. */
    protected Document() {}

    Document(Key key, String body, long now) {
        this.path = key.path();
        this.parent = key.parent();
        this.kind = key.kind();
        this.id = key.id();
        this.body = body;
        this.created = now;
        this.updated = now;
    }

    String getPath() {
        return path;
    }

    String getBody() {
        return body;
    }

    long getVersion() {
        return version;
    }

    /** Replaces the text. */
    void setBody(String newBody, long now) {
        this.body = newBody;
        this.updated = now;
    }
}
