package dev.gatehouse.functions.sandbox;

/** Makes resource groups, by the best means that this machine allows. */
sealed interface ResourceGroups extends AutoCloseable permits ControlGroups, ProcessWatch {
    ResourceGroup create(String name, int memoryMb);

    /** Whether the groups themselves bound the number of processes. */
    boolean limitsProcesses();

    @Override
    void close();

    /** Control groups where they can be made, otherwise a watch over the processes' sizes. */
    static ResourceGroups ofThisMachine() {
        return ControlGroups.find()
                .<ResourceGroups>map(groups -> groups)
                .orElseGet(ProcessWatch::new);
    }
}
