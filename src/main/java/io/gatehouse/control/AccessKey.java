package io.gatehouse.control;

/**
 * What a caller of the control plane signs with. Its text ({@code toString}) leaves the secret out.
 *
 * @param userName whose key it is
 */
public record AccessKey(String accessKeyId, String secretAccessKey, String userName) {
    @Override
    public String toString() {
        return "AccessKey[accessKeyId=" + accessKeyId + ", userName=" + userName + "]";
    }
}
